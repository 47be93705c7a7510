export const cities: readonly string[] = ["seattle", "oslo"];
