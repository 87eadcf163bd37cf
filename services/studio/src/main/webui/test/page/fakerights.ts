/** People's standing, licences and parts as the studio tells them, made up. */

import { randomUUID } from "node:crypto";
import type { Chain, Licence, Part, Presence, Scope } from "../../src/rights";

export function isRights(parts: readonly string[]): boolean {
  return (
    parts[2] === "avatars" || parts[2] === "licences" || parts[2] === "presences" ||
    (parts[2] === "persons" && (parts.length === 4 || parts[4] === "presences"))
  );
}

const DAY_MS = 86_400_000;

function later(days: number): string {
  return new Date(Date.now() + days * DAY_MS).toISOString();
}

export class FakeRights {
  licences: Licence[] = [];
  parts: Part[] = [];
  chain: Chain | undefined;
  /** What every look comes to, one answer after the other; the last one stays. */
  outcomes: Presence["state"][] = ["PROVEN"];
  refusal = "FACE_DIFFERS";
  continueUrl = "";
  /** The people who were looked at. */
  readonly looked: string[] = [];
  private subject = "";

  licence(change: Partial<Omit<Licence, "scope">> = {}, scope: Partial<Scope> = {}): Licence {
    const licence: Licence = {
      licence_id: randomUUID(),
      licensor_subject_id: randomUUID(),
      state: "ACTIVE",
      work: "LIKENESS",
      create_time: later(-30),
      ...change,
      scope: {
        drivers: "OWNER_ONLY", driver_subject_ids: [], uses: ["LIVE", "REHEARSAL"],
        voices: ["REAL"], motions: ["MOCAP"], platforms: ["douyin_live/*"], territories: ["CN"],
        categories_allowed: ["tea", "teaware"], categories_denied: ["medicine"],
        start_time: later(-30), end_time: later(60), max_concurrent_rooms: 1,
        max_hours_per_day: 8, sublicensable: false, credit: "", ...scope,
      },
    };
    this.licences.push(licence);
    return licence;
  }

  part(kind: string, version: number, state: string): Part {
    const part: Part = {
      part_id: randomUUID(), kind, version, state, author_subject_id: randomUUID(),
      size_bytes: 4_096, create_time: later(-3),
      ...(state === "SUBMITTED" ? {} : { review_time: later(-1) }),
    };
    this.parts.push(part);
    return part;
  }

  answer(parts: readonly string[]): unknown {
    const [, , what, id = "", more] = parts;
    if (what === "avatars") {
      return more === "parts" ? { parts: this.parts } : { licences: this.licences };
    }
    if (what === "licences") {
      return this.chain ?? {
        licence_ids: [id], transfers: [], origin_subject_id: id, holder_subject_id: id,
      };
    }
    if (what === "presences") {
      const state = this.outcomes.length > 1 ? this.outcomes.shift() : this.outcomes[0];
      return this.presence(id, state ?? "PROVEN");
    }
    this.subject = id;
    if (more === undefined) {
      return {
        subject_id: id, state: "VERIFIED", provider: "aliyun", assurance: "FACE_AUTHORITY",
        reverify_time: later(300),
      };
    }
    this.looked.push(id);
    return this.presence(randomUUID(), "ASKED");
  }

  private presence(id: string, state: Presence["state"]): Presence {
    return {
      presence_id: id, subject_id: this.subject, provider: "aliyun", state,
      refusal: state === "REFUSED" ? this.refusal : "", create_time: new Date().toISOString(),
      continue_url: state === "ASKED" ? this.continueUrl : "",
      ...(state === "PROVEN" ? { expire_time: later(1 / 48) } : {}),
    };
  }
}
