import { CapturePage } from "./page";
import { takeTicket } from "./ticket";

// First of all: the token leaves the address bar before anything else runs.
const ticket = takeTicket(window.location, window.history, window.sessionStorage);
const root = document.getElementById("capture");
if (root === null) {
  throw new Error("the page has no #capture");
}
new CapturePage(root, ticket).start();
