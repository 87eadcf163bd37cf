/** The presenter's standing, licences and parts, as the studio's REST API tells them. */

import { request } from "./api";

export interface PersonStanding {
  subject_id: string;
  state: string;
  provider: string;
  assurance: string;
  reverify_time?: string;
}

/** One look at the presenter before a broadcast. */
export interface Presence {
  presence_id: string;
  subject_id: string;
  provider: string;
  state: "ASKED" | "PROVEN" | "REFUSED" | "VOIDED";
  /** Why it is not them; empty otherwise. */
  refusal: string;
  create_time: string;
  /** Until when a proven one counts. */
  expire_time?: string;
  /** Where the person goes on; empty where there is nothing to do. */
  continue_url: string;
}

export interface Scope {
  drivers: string;
  driver_subject_ids: string[];
  uses: string[];
  voices: string[];
  motions: string[];
  /** As platform/account; the account * is any. */
  platforms: string[];
  territories: string[];
  categories_allowed: string[];
  categories_denied: string[];
  start_time: string;
  end_time: string;
  max_concurrent_rooms: number;
  /** 0 = no limit. */
  max_hours_per_day: number;
  sublicensable: boolean;
  credit: string;
}

export interface Licence {
  licence_id: string;
  licensor_subject_id: string;
  parent_licence_id?: string;
  grantor_subject_id?: string;
  state: string;
  work: string;
  scope: Scope;
  create_time: string;
  revoke_time?: string;
  notice_end_time?: string;
}

/** Where a licence's right comes from: the licence, those above it, and who holds the title. */
export interface Chain {
  licence_ids: string[];
  transfers: { from_subject_id: string; to_subject_id: string; time: string }[];
  origin_subject_id: string;
  holder_subject_id: string;
}

export interface Part {
  part_id: string;
  kind: string;
  version: number;
  state: string;
  author_subject_id: string;
  reviewer_subject_id?: string;
  size_bytes: number;
  create_time: string;
  review_time?: string;
}

export function person(subject: string): Promise<PersonStanding> {
  return request(`/api/v1/persons/${encodeURIComponent(subject)}`);
}

/** Has the presenter looked at, by whoever verified them. */
export function look(subject: string): Promise<Presence> {
  return request(`/api/v1/persons/${encodeURIComponent(subject)}/presences`, {
    request_id: crypto.randomUUID(),
  });
}

/** Asks what was seen; safe to repeat. */
export function seen(presence: string): Promise<Presence> {
  return request(`/api/v1/presences/${encodeURIComponent(presence)}/resume`, {});
}

export async function licencesOf(avatar: string): Promise<Licence[]> {
  const answer = await request<{ licences: Licence[] }>(
    `/api/v1/avatars/${encodeURIComponent(avatar)}/licences`,
  );
  return answer.licences;
}

export function chainOf(licence: string): Promise<Chain> {
  return request(`/api/v1/licences/${encodeURIComponent(licence)}/title`);
}

export async function partsOf(avatar: string): Promise<Part[]> {
  const answer = await request<{ parts: Part[] }>(
    `/api/v1/avatars/${encodeURIComponent(avatar)}/parts`,
  );
  return answer.parts;
}

/** A licence with how deep it lies below one that was granted by the licensor. */
export interface Placed {
  licence: Licence;
  depth: number;
}

/** Each sublicence right below its parent; one whose parent is not told stands at the top. */
export function placed(licences: readonly Licence[]): Placed[] {
  const told = new Set(licences.map((it) => it.licence_id));
  const below = (parent: string | undefined, depth: number): Placed[] =>
    licences
      .filter((it) => {
        const above = it.parent_licence_id;
        return parent === undefined ? above === undefined || !told.has(above) : above === parent;
      })
      .flatMap((licence) => [{ licence, depth }, ...below(licence.licence_id, depth + 1)]);
  return below(undefined, 0);
}

/** Whether a licence can be used at a time, and why not. */
export function standing(
  licence: Licence, now: number,
): "ACTIVE" | "ENDING" | "REVOKED" | "EXPIRED" | "EARLY" {
  if (licence.state === "REVOKED") {
    return "REVOKED";
  }
  if (now >= Date.parse(licence.scope.end_time)) {
    return "EXPIRED";
  }
  if (now < Date.parse(licence.scope.start_time)) {
    return "EARLY";
  }
  return licence.state === "ENDING" ? "ENDING" : "ACTIVE";
}
