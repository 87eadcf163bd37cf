/**
 * The link that brings a presenter here carries the drive and its token in the fragment, which a
 * browser sends to nobody. The page takes it out of the address bar and the history at once, and
 * keeps it for this tab alone, so that a reload does not lose it.
 */

import type { Ticket } from "./drive";

const KEY = "afterglow.drive";
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const TOKEN = /^[A-Za-z0-9_-]{16,256}$/;

/** The fragment of a link for a presenter. */
export function fragmentOf(ticket: Ticket): string {
  return `#drive=${ticket.driveId}&token=${ticket.driveToken}`;
}

/** What a fragment says; undefined for one that is none of ours. */
export function ticketIn(fragment: string): Ticket | undefined {
  const parts = new URLSearchParams(fragment.replace(/^#/, ""));
  const driveId = parts.get("drive") ?? "";
  const driveToken = parts.get("token") ?? "";
  return ID.test(driveId) && TOKEN.test(driveToken) ? { driveId, driveToken } : undefined;
}

/** Takes the ticket out of the address, or else the one that this tab had before. */
export function takeTicket(
  location: Pick<Location, "hash" | "pathname">,
  history: Pick<History, "replaceState">,
  storage: Pick<Storage, "getItem" | "setItem">,
): Ticket | undefined {
  const fresh = ticketIn(location.hash);
  if (location.hash !== "") {
    history.replaceState(null, "", location.pathname);
  }
  if (fresh !== undefined) {
    storage.setItem(KEY, fragmentOf(fresh));
    return fresh;
  }
  return ticketIn(storage.getItem(KEY) ?? "");
}
