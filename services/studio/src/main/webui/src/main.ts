import { App } from "./app";

const root = document.getElementById("app");
if (root === null) {
  throw new Error("the page has no #app");
}
new App(root).start();
