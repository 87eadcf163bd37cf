/** What to try next in a room: proposals, experiments, and a person's word on them. */

import { request, type Money } from "./api";

export type PlaybookState = "PROPOSED" | "ACCEPTED" | "SETTLED" | "DECLINED" | "LAPSED";
export type Verdict = "OPEN" | "HELPS" | "HARMS";
export type Party = "PRODUCER" | "BRAND" | "PLATFORM";

/** An effect on net margin a slot with its 80 % interval, in the currency's smallest unit. */
export interface Effect {
  minor: number;
  low: number;
  high: number;
}

export interface Playbook {
  id: string;
  state: PlaybookState;
  verdict: Verdict;
  kind: "EXPLAIN" | "PRICE" | "LOOK" | "BUNDLE" | "ANSWERS" | "ORDER" | "UNSPECIFIED";
  productId: string;
  /** Of a bundle, or in their order. */
  productIds: string[];
  lookId: string;
  layout: string;
  questions: { intent: string; subject: string }[];
  slotPrice: Money | undefined;
  usualPrice: Money | undefined;
  condition: string;
  hypothesis: boolean;
  expected: Effect;
  measured: Effect | undefined;
  evidenceSlots: number;
  slotsToSettle: number;
  slotMinutes: number;
  expireMs: number;
  slot: { showsAction: boolean; showMs: number; endMs: number } | undefined;
  payOffs: { party: Party; minor: number; loses: boolean }[];
  decidedBy: string;
  decideMs: number | undefined;
}

interface MoneyJson {
  currency_code?: string;
  amount_minor?: string;
}

/** The contract's message as protobuf's JSON writes it: what has its default is left out. */
export interface PlaybookJson {
  playbook_id?: string;
  state?: string;
  verdict?: string;
  kind?: string;
  product_id?: string;
  product_ids?: string[];
  look_id?: string;
  layout?: string;
  questions?: { intent?: string; subject?: string }[];
  slot_price?: MoneyJson;
  usual_price?: MoneyJson;
  condition?: string;
  hypothesis?: boolean;
  expected_effect_minor?: number;
  interval_low_minor?: number;
  interval_high_minor?: number;
  measured?: { effect_minor?: number; interval_low_minor?: number; interval_high_minor?: number };
  evidence_slots?: number;
  slots_to_settle?: number;
  slot_length?: string;
  expire_time?: string;
  slot?: { shows_action?: boolean; show_time?: string; end_time?: string };
  pay_offs?: { party?: string; expected_minor?: number; loses?: boolean }[];
  decided_by?: string;
  decide_time?: string;
}

/** The playbooks of a room, those under test and the best first. */
export async function listPlaybooks(roomId: string): Promise<Playbook[]> {
  const page = await request<{ playbooks?: PlaybookJson[] }>(
    `/api/v1/rooms/${encodeURIComponent(roomId)}/playbooks`,
  );
  return (page.playbooks ?? []).map(playbook);
}

/** A person's word on a proposal; it counts when the studio answers. */
export async function decide(
  id: string, how: "accept" | "decline", decidedBy: string, requestId: string,
): Promise<Playbook> {
  return playbook(
    await request<PlaybookJson>(`/api/v1/playbooks/${encodeURIComponent(id)}/${how}`, {
      request_id: requestId,
      decided_by: decidedBy,
    }),
  );
}

function playbook(json: PlaybookJson): Playbook {
  const measured = json.measured;
  const slot = json.slot;
  return {
    id: json.playbook_id ?? "",
    state: bare(json.state, "PLAYBOOK_STATE_", "LAPSED") as PlaybookState,
    verdict: bare(json.verdict, "PLAYBOOK_VERDICT_", "OPEN") as Verdict,
    kind: bare(json.kind, "PLAYBOOK_KIND_", "UNSPECIFIED") as Playbook["kind"],
    productId: json.product_id ?? "",
    productIds: json.product_ids ?? [],
    lookId: json.look_id ?? "",
    layout: json.layout ?? "",
    questions: (json.questions ?? []).map((it) => ({
      intent: bare(it.intent, "COMMENT_INTENT_", "NOISE"), subject: it.subject ?? "",
    })),
    slotPrice: amount(json.slot_price),
    usualPrice: amount(json.usual_price),
    condition: json.condition ?? "",
    hypothesis: json.hypothesis ?? false,
    expected: effect(json.expected_effect_minor, json.interval_low_minor, json.interval_high_minor),
    measured: measured === undefined ? undefined : effect(
      measured.effect_minor, measured.interval_low_minor, measured.interval_high_minor,
    ),
    evidenceSlots: json.evidence_slots ?? 0,
    slotsToSettle: json.slots_to_settle ?? 0,
    slotMinutes: Number((json.slot_length ?? "0s").slice(0, -1)) / 60,
    expireMs: Date.parse(json.expire_time ?? ""),
    slot: slot === undefined ? undefined : {
      showsAction: slot.shows_action ?? false,
      showMs: Date.parse(slot.show_time ?? ""),
      endMs: Date.parse(slot.end_time ?? ""),
    },
    payOffs: (json.pay_offs ?? []).map((it) => ({
      party: bare(it.party, "PARTY_", "PRODUCER") as Party,
      minor: it.expected_minor ?? 0,
      loses: it.loses ?? false,
    })),
    decidedBy: json.decided_by ?? "",
    decideMs: json.decide_time === undefined ? undefined : Date.parse(json.decide_time),
  };
}

function amount(json: MoneyJson | undefined): Money | undefined {
  return json === undefined ? undefined : {
    currency_code: json.currency_code ?? "", amount_minor: Number(json.amount_minor ?? 0),
  };
}

function effect(minor = 0, low = 0, high = 0): Effect {
  return { minor, low, high };
}

function bare(name: string | undefined, prefix: string, otherwise: string): string {
  return name?.startsWith(prefix) === true ? name.slice(prefix.length) : otherwise;
}
