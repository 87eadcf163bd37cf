/** What the badges say, worked out from the figures of a render. */

import type { BroadcastState, RenderStatus } from "./api";
import type { TextKey } from "./text";

export type Tone = "good" | "warn" | "bad" | "idle";

export interface Badge {
  name: TextKey;
  value: TextKey;
  tone: Tone;
}

/** A lease lives 5 s and is renewed each third of it; older than half its life is late. */
const LEASE_LATE_MS = 2_500;

export function badges(state: BroadcastState, status: RenderStatus | undefined): Badge[] {
  return [label(status), lease(status), drive(status), driver(status), aigc(state, status)];
}

function label(status: RenderStatus | undefined): Badge {
  const name = "badgeLabel";
  if (status === undefined || status.label_checks_passed + status.label_checks_failed === 0) {
    return { name, value: "labelUnknown", tone: "idle" };
  }
  return status.slate_reason === "LABEL_MISSING"
    ? { name, value: "labelMissing", tone: "bad" }
    : { name, value: "labelOk", tone: status.label_checks_failed > 0 ? "warn" : "good" };
}

function lease(status: RenderStatus | undefined): Badge {
  const name = "badgeLease";
  if (status === undefined) {
    return { name, value: "leaseNone", tone: "idle" };
  }
  const lost =
    status.lease_age_ms < 0 ||
    status.slate_reason === "LEASE_REVOKED" ||
    status.slate_reason === "LEASE_EXPIRED" ||
    status.slate_reason === "NO_LEASE";
  if (lost) {
    return { name, value: "leaseNone", tone: "bad" };
  }
  return status.lease_age_ms > LEASE_LATE_MS
    ? { name, value: "leaseLate", tone: "warn" }
    : { name, value: "leaseOk", tone: "good" };
}

function drive(status: RenderStatus | undefined): Badge {
  const name = "badgeDrive";
  switch (status?.slate_reason) {
    case undefined:
      return { name, value: "driveUnknown", tone: "idle" };
    case "DRIVE_LOST":
      return { name, value: "driveLost", tone: "bad" };
    case "DRIVE_WAITING":
      return { name, value: "driveWaiting", tone: "warn" };
    // Only the picture of the avatar proves that somebody drives.
    case "NONE":
      return { name, value: "driveOk", tone: "good" };
    default:
      return { name, value: "driveUnknown", tone: "idle" };
  }
}

function driver(status: RenderStatus | undefined): Badge {
  const name = "badgeDriver";
  const standing = status?.drive_standing;
  switch (standing?.verdict) {
    case "LIVE":
      return standing.slate === "UNSPECIFIED"
        ? { name, value: "driverLive", tone: standing.challenges === "CLEAR" ? "good" : "warn" }
        : { name, value: "driverLive", tone: "bad" };
    case "DEGRADED":
      return { name, value: "driverDegraded", tone: standing.slate === "UNSPECIFIED" ? "warn" : "bad" };
    case "NOT_LIVE":
      return { name, value: "driverNotLive", tone: "bad" };
    case "UNSPECIFIED":
    case undefined:
      return { name, value: "driverUnknown", tone: "idle" };
  }
}

/** What there is to say of the driver beside the verdict, one sentence a text. */
export function driverNotes(status: RenderStatus | undefined): TextKey[] {
  const standing = status?.drive_standing;
  const moved = (status?.undriven_parts ?? []).filter((it) => it.now).flatMap((it) => UNDRIVEN[it.part] ?? []);
  if (standing === undefined) {
    return moved;
  }
  const notes: TextKey[] = standing.reasons.flatMap((it) => MEASURES[it] ?? []).concat(moved);
  if (standing.challenges === "ONE_MISSED" || standing.challenges === "RECHECK" || standing.challenges === "STANDBY") {
    notes.push(`challenges_${standing.challenges}`);
  }
  if (standing.slate === "NOT_ANSWERABLE" || standing.slate === "UNJUDGED") {
    notes.push(`standing_${standing.slate}`);
  } else if (!standing.challengeable) {
    notes.push("standing_NOBODY_TO_ASK");
  }
  if (!standing.enforced) {
    notes.push("standing_OBSERVED");
  }
  return notes;
}

const MEASURES: Record<string, TextKey> = {
  EXACT_REPEAT: "measure_EXACT_REPEAT",
  NEAR_REPEAT: "measure_NEAR_REPEAT",
  LOOP: "measure_LOOP",
  BLINK_ABSENCE: "measure_BLINK_ABSENCE",
  BLINK_IRREGULARITY: "measure_BLINK_IRREGULARITY",
  MICRO_MOTION: "measure_MICRO_MOTION",
  SLOW_MOVEMENT: "measure_SLOW_MOVEMENT",
  VOICE_COUPLING: "measure_VOICE_COUPLING",
  VOICE_LAG: "measure_VOICE_LAG",
  EXPLAINED_MOUTH: "measure_EXPLAINED_MOUTH",
  FROZEN_FRAMES: "measure_FROZEN_FRAMES",
  STUCK_SHAPES: "measure_STUCK_SHAPES",
  ATTESTATION: "measure_ATTESTATION",
  FRAMES: "measure_FRAMES",
  TWIN_DRIVE: "measure_TWIN_DRIVE",
  MOUTH_FROM_VOICE: "measure_MOUTH_FROM_VOICE",
};

const UNDRIVEN: Record<string, TextKey> = {
  LEFT_ARM: "undriven_ARM",
  RIGHT_ARM: "undriven_ARM",
  EYELIDS: "undriven_EYELIDS",
  CHEST: "undriven_CHEST",
  MOUTH: "undriven_MOUTH",
};

function aigc(state: BroadcastState, status: RenderStatus | undefined): Badge {
  const name = "badgeAigc";
  if (status?.aigc_read_back === true) {
    return { name, value: "aigcOk", tone: "good" };
  }
  return state === "ENDED" && status !== undefined
    ? { name, value: "aigcFailed", tone: "bad" }
    : { name, value: "aigcPending", tone: "idle" };
}
