import "@stave/compiler/register";
