/** What a room may expect of its next slot, and what its sales went with. */

import { request } from "./api";

/** A product in the slot to come. */
export interface Outlook {
  productId: string;
  units: number;
  low: number;
  high: number;
  /** Undefined where no stock was told. */
  left: number | undefined;
  /** Sold out by then with 50 %, and with 10 and 90; undefined where not within a day. */
  outMs: number | undefined;
  outEarlyMs: number | undefined;
  outLateMs: number | undefined;
  /** Earlier forecasts, and how many of them held. */
  judged: number;
  held: number;
}

export type FactorKind = "SENTIMENT" | "EXPLAINED" | "LOOK" | "HOST" | "OUTSIDE";
export type FactorStanding = "ASSOCIATION" | "SHOWN_TO_HELP" | "SHOWN_TO_HARM";

/** Something that sales went with. */
export interface Factor {
  kind: FactorKind;
  name: string;
  slots: number;
  without: number;
  with: number;
  enters: boolean;
  ratio: number;
  low: number;
  high: number;
  step: number;
  standing: FactorStanding;
}

/** All factors that were tried. */
export interface Factors {
  slots: number;
  margin: number;
  factors: Factor[];
}

/** The contract's messages as protobuf's JSON writes them: what has its default is left out. */
export interface DemandJson {
  products?: {
    product_id?: string;
    units?: number;
    low_units?: string;
    high_units?: string;
    judged_slot_count?: number;
    held_slot_count?: number;
    units_left?: string;
    sold_out_early_time?: string;
    sold_out_time?: string;
    sold_out_late_time?: string;
  }[];
}

export interface FactorsJson {
  slot_count?: number;
  margin_nats?: number;
  factors?: {
    kind?: string;
    name?: string;
    slot_count?: number;
    score_without?: number;
    score_with?: number;
    enters?: boolean;
    ratio?: number;
    ratio_low?: number;
    ratio_high?: number;
    step?: number;
    standing?: string;
  }[];
}

/** Says that the presenter answered a question; it is open no more. */
export function answered(
  roomId: string, intent: string, subject: string, requestId: string,
): Promise<unknown> {
  return request(`/api/v1/rooms/${encodeURIComponent(roomId)}/answers`, {
    request_id: requestId, intent, subject,
  });
}

/** What a show cost and left, in the currency's smallest unit; undefined = unknown. */
export interface Economics {
  currency: string;
  costAnHour: number | undefined;
  leftAComputeHour: number | undefined;
  unknown: string[];
}

export interface EconomicsJson {
  currency_code?: string;
  cost_per_hour_minor?: number;
  net_margin_per_compute_hour_minor?: number;
  unknown_costs?: string[];
}

/** What the show cost and what it left. */
export async function economicsOf(roomId: string): Promise<Economics> {
  const it = await request<EconomicsJson>(`/api/v1/rooms/${encodeURIComponent(roomId)}/economics`);
  return {
    currency: it.currency_code ?? "",
    costAnHour: it.cost_per_hour_minor,
    leftAComputeHour: it.net_margin_per_compute_hour_minor,
    unknown: (it.unknown_costs ?? []).map((kind) => kind.replace("COST_KIND_", "")),
  };
}

/** What each product is expected to sell, the one that sells most first. */
export async function demandOf(roomId: string): Promise<Outlook[]> {
  const page = await request<DemandJson>(`/api/v1/rooms/${encodeURIComponent(roomId)}/demand`);
  return (page.products ?? []).map((it) => ({
    productId: it.product_id ?? "",
    units: it.units ?? 0,
    low: Number(it.low_units ?? 0),
    high: Number(it.high_units ?? 0),
    left: it.units_left === undefined ? undefined : Number(it.units_left),
    outMs: time(it.sold_out_time),
    outEarlyMs: time(it.sold_out_early_time),
    outLateMs: time(it.sold_out_late_time),
    judged: it.judged_slot_count ?? 0,
    held: it.held_slot_count ?? 0,
  }));
}

/** What sales went with: those that entered first. */
export async function factorsOf(roomId: string): Promise<Factors> {
  const page = await request<FactorsJson>(`/api/v1/rooms/${encodeURIComponent(roomId)}/factors`);
  return {
    slots: page.slot_count ?? 0,
    margin: page.margin_nats ?? 0,
    factors: (page.factors ?? []).map((it) => ({
      kind: (it.kind ?? "").replace("FACTOR_KIND_", "") as FactorKind,
      name: it.name ?? "",
      slots: it.slot_count ?? 0,
      without: it.score_without ?? 0,
      with: it.score_with ?? 0,
      enters: it.enters ?? false,
      ratio: it.ratio ?? 0,
      low: it.ratio_low ?? 0,
      high: it.ratio_high ?? 0,
      step: it.step ?? 0,
      standing: (it.standing ?? "").replace("FACTOR_STANDING_", "") as FactorStanding,
    })),
  };
}

function time(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Date.parse(text);
}
