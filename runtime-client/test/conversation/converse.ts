import type { Chapter, Line } from "./line.js";
import { type Answer, normalAnswer } from "./normal-answer.js";

/** A server to speak with. */
export interface Speaker {
  readonly url: string;
  /** Put in front of every name. */
  readonly prefix: string;
  readonly script?: (workflow: string, script: NonNullable<Line["script"]>[1]) => void;
  /** Waits before a line is sent again. */
  readonly pause: () => Promise<void>;
}

const PATIENCE = 240;

/** Holds a chapter's lines in order and gives the answers. */
export async function converse(speaker: Speaker, chapter: Chapter): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  for (const line of chapter) {
    if (line.script !== undefined) speaker.script?.(own(line.script[0], speaker), line.script[1]);
    answers.push(await answerTo(speaker, line));
  }
  return answers;
}

async function answerTo(speaker: Speaker, line: Line): Promise<Answer> {
  for (let tries = 1; ; tries++) {
    if (line.until !== undefined) await look(speaker, line);
    const answer = await send(speaker, line);
    if (line.until === undefined || has(answer.body, line.until)) return answer;
    if (tries === PATIENCE) return { ...answer, gaveUp: true };
    await speaker.pause();
  }
}

const RUN = /\/workflows\/[^/]+\/instances\/\d+/;

/** Looks at the run a line waits for, where runs move on only when they are looked at. */
async function look(speaker: Speaker, line: Line): Promise<void> {
  const run = RUN.exec(line.send)?.[0];
  if (speaker.script !== undefined && run !== undefined) await send(speaker, { send: `GET ${run}` });
}

async function send(speaker: Speaker, line: Line): Promise<Answer> {
  const [method, path] = own(line.send, speaker).split(" ") as [string, string];
  const [contentType, body] = bodyOf(line);
  const user = line.user === undefined ? "ada" : line.user;
  const response = await fetch(`${speaker.url}/api/v3${path}`, {
    method,
    headers: { ...(contentType !== undefined && { "content-type": contentType }), ...(user !== null && { user }) },
    ...(body !== undefined && { body: own(body, speaker) }),
  });
  const type = (response.headers.get("content-type") ?? "").replace(/;.*$/, "");
  const text = (await response.text()).replaceAll(speaker.prefix, "");
  return normalAnswer({ status: response.status, type, text });
}

function bodyOf(line: Line): readonly [contentType?: string, body?: string] {
  if (line.raw !== undefined) return line.raw;
  return line.json === undefined ? [] : ["application/json", JSON.stringify(line.json)];
}

function own(text: string, { prefix }: Speaker): string {
  return text.replaceAll("~", prefix);
}

function has(found: unknown, wanted: unknown): boolean {
  if (typeof wanted !== "object" || wanted === null) return found === wanted;
  if (typeof found !== "object" || found === null) return false;
  return Object.entries(wanted).every(([key, member]) => has((found as Record<string, unknown>)[key], member));
}
