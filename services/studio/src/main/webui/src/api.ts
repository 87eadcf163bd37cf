/** The studio's REST API and events, as the page uses them. */

export type BroadcastState = "CREATED" | "REHEARSING" | "LIVE" | "SLATE" | "ENDED";

export type SlateReason =
  | "NONE"
  | "UNSTATED"
  | "NO_LEASE"
  | "LEASE_EXPIRED"
  | "LEASE_REVOKED"
  | "DRIVE_LOST"
  | "LABEL_MISSING"
  | "OPERATOR"
  | "DRIVE_WAITING"
  | "MOTION_NOT_LICENSED"
  | "DRIVER_IN_DOUBT";

/** How far the drive counts as driven by a live human. */
export interface DriveStanding {
  verdict: "UNSPECIFIED" | "LIVE" | "DEGRADED" | "NOT_LIVE";
  reasons: string[];
  challenges: "UNSPECIFIED" | "CLEAR" | "ONE_MISSED" | "RECHECK" | "STANDBY";
  challengeable: boolean;
  enforced: boolean;
  slate: "UNSPECIFIED" | "CHALLENGES_MISSED" | "NOT_LIVE" | "NOT_ANSWERABLE" | "UNJUDGED";
}

export interface Spread {
  p50: number;
  p95: number;
  p99: number;
}

export interface DestinationStatus {
  name: string;
  state: string;
  bytes_sent: number;
  reconnects: number;
  last_fault: string;
}

/** A rung of the worker's quality ladder; level 0 is the finest. */
export interface Quality {
  level: number;
  levels: number;
  steps_down: number;
  drawn_share: number;
}

export interface RenderStatus {
  slate_reason: SlateReason;
  fps: number;
  frames: number;
  dropped_frames: number;
  capture_to_encoded_ms: Spread;
  av_skew_ms: Spread;
  lease_age_ms: number;
  label_checks_passed: number;
  label_checks_failed: number;
  destinations: DestinationStatus[];
  media_time_us: number;
  aigc_read_back: boolean;
  slate_frames: number;
  lease_gap_ms: number;
  quality: Quality;
  drive_standing?: DriveStanding;
  undriven_parts?: UndrivenPart[];
}

/** A part of the figure that nobody drives, and what moves it. */
export interface UndrivenPart {
  part: string;
  moved_by: string;
  now: boolean;
  frames: number;
}

export interface Broadcast {
  broadcast_id: string;
  room_id: string;
  title: string;
  state: BroadcastState;
  drive_id: string;
  use: { driver_subject_id: string; avatar_id: string; licence_id: string };
  output: { width: number; height: number; frame_rate: number };
  destination_names: string[];
  render_id?: string;
  worker_id?: string;
  render_status?: RenderStatus;
  recording_path?: string;
  create_time: string;
  live_time?: string;
  end_time?: string;
  end_reason?: string;
  revision: number;
}

export interface Money {
  currency_code: string;
  amount_minor: number;
}

export interface ProductFigures {
  product_id: string;
  impression_count: number;
  click_count: number;
  paid_order_count: number;
  unit_count: number;
  gmv_paid: Money[];
}

/** Where a total stands among the shop's past shows; without a percentile there are too few. */
export interface Standing {
  metric_id: string;
  currency_code: string;
  percentile?: number;
  show_count: number;
  least_show_count: number;
}

/** A question that viewers ask and nobody answered, the most worth answering first. */
export interface Question {
  intent: string;
  subject: string;
  ask_count: number;
  asker_count: number;
  last_ask_time: string;
  explained_now: boolean;
}

export interface Room {
  room_id: string;
  fact_count: number;
  duplicate_count: number;
  quarantined_count: number;
  flagged_count: number;
  viewer_count: number;
  online_count: number;
  peak_online_count: number;
  watch_time_s: number;
  comment_count: number;
  like_count: number;
  impression_count: number;
  click_count: number;
  order_count: number;
  paid_order_count: number;
  refunded_order_count: number;
  gmv_paid: Money[];
  gmv_net: Money[];
  top_products: ProductFigures[];
  frequent_words: { word: string; count: number }[];
  shop_id: string;
  standings: Standing[];
  questions: Question[];
  provisional: boolean;
  as_of_time: string;
}

export type Command = "rehearse" | "live" | "slate" | "resume" | "end";

/** A refusal: the problem of RFC 9457 that the studio sends. */
export class Refusal extends Error {
  constructor(
    readonly reason: string,
    readonly metadata: Readonly<Record<string, string>>,
    detail: string,
  ) {
    super(detail);
  }
}

interface Problem {
  reason?: string;
  detail?: string;
  title?: string;
  metadata?: Record<string, string>;
}

const BASE = "/api/v1/broadcasts";
const TIMEOUT_MS = 40_000;

/** Asks the studio; what it refuses is thrown as a Refusal. */
export async function request<T>(path: string, body?: unknown): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, {
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(body === undefined
        ? {}
        : {
            method: "POST",
            headers: { "Content-Type": "application/json" },
            body: JSON.stringify(body),
          }),
    });
  } catch {
    throw new Refusal("STUDIO_UNREACHABLE", {}, "");
  }
  if (!response.ok) {
    const problem = await response.json().catch(() => ({})) as Problem;
    throw new Refusal(
      problem.reason ?? "UNKNOWN",
      problem.metadata ?? {},
      problem.detail ?? problem.title ?? response.statusText,
    );
  }
  return await response.json() as T;
}

/** The newest broadcasts. */
export async function listBroadcasts(): Promise<Broadcast[]> {
  const page = await request<{ broadcasts: Broadcast[] }>(`${BASE}?page_size=50`);
  return page.broadcasts;
}

/** Carries a command out; the studio answers with the broadcast as it then is. */
export function command(id: string, name: Command): Promise<Broadcast> {
  return request<Broadcast>(`${BASE}/${encodeURIComponent(id)}/${name}`, {
    request_id: crypto.randomUUID(),
  });
}

/** What the presenter's link holds: who has it drives the avatar. */
export async function driveLink(id: string): Promise<{ driveId: string; driveToken: string }> {
  const answer = await request<{ drive_id: string; drive_token: string }>(
    `${BASE}/${encodeURIComponent(id)}/drive-link`, {},
  );
  return { driveId: answer.drive_id, driveToken: answer.drive_token };
}

export interface Device {
  device_id: string;
  label: string;
  state: "ACTIVE" | "SUSPENDED" | "REVOKED";
  create_time: string;
  revoke_time?: string;
}

export interface Pairing {
  code: string;
  valid_for_s: number;
  capture_address: string;
}

/** A person's newest devices, revoked ones among them, and where they bring their drives. */
export interface Devices {
  devices: Device[];
  capture_address: string;
}

/** A person's devices. */
export function listDevices(subjectId: string): Promise<Devices> {
  return request<Devices>(`/api/v1/persons/${encodeURIComponent(subjectId)}/devices`);
}

/** A code that enrols one device of a person; the code before it stops working. */
export function startPairing(subjectId: string): Promise<Pairing> {
  return request<Pairing>(`/api/v1/persons/${encodeURIComponent(subjectId)}/pairings`, {});
}

/** Revokes a device for good. */
export function revokeDevice(deviceId: string): Promise<Device> {
  return request<Device>(`/api/v1/devices/${encodeURIComponent(deviceId)}/revoke`, {
    request_id: crypto.randomUUID(),
  });
}

/** A change of the stage; parts that are not named stay. */
export interface Directive {
  product_id?: string;
  lower_third?: string;
  layout?: string;
  look_id?: string;
  price?: "PRICE_SHOWN_YES" | "PRICE_SHOWN_NO";
  stage_background?: { name?: string; colour?: string; asset_sha256?: string };
  countdown?: { end_time?: string; title?: string };
  lights?: Lights;
  product_hold?: ProductHold;
}

/** Where the product that shows is. */
export type ProductHold =
  "PRODUCT_HOLD_STAND" | "PRODUCT_HOLD_LEFT_HAND" | "PRODUCT_HOLD_RIGHT_HAND";

/** How strong the lights are, 0 to 2 with 1 as the studio has them, and -1 (blueish) to 1 (warm). */
export interface Lights {
  key?: number;
  fill?: number;
  rim?: number;
  warmth?: number;
}

export type AssetKind = "STAGE_ASSET_KIND_PICTURE" | "STAGE_ASSET_KIND_MODEL" | "STAGE_ASSET_KIND_LOOP";

/** A file that the stage took. Numbers that are 0 and what is false are left out. */
export interface StageAsset {
  sha256: string;
  kind: AssetKind;
  width?: number;
  height?: number;
  triangles?: number;
  fits_product?: boolean;
  duration?: string;
}

/** A product as its card shows it. */
export interface StageProduct {
  product_id: string;
  title: string;
  price?: string;
  strike_price?: string;
  badge?: string;
  picture_sha256?: string;
  model_sha256?: string;
  height_mm?: number;
}

/** What directives may name, and what shows. Lists that are empty are left out. */
export interface Stage {
  shown: Directive;
  layouts?: string[];
  backgrounds?: string[];
  looks?: string[];
  products?: StageProduct[];
  assets?: StageAsset[];
  product_holds?: ProductHold[];
}

export interface Finding {
  check: string;
  value?: number;
  least?: number;
  most?: number;
  good?: boolean;
  measured?: boolean;
  advice?: string;
}

/** What the worker thinks of some seconds of rehearsal. */
export interface Judgement {
  findings?: Finding[];
  sizes?: { width: number; height: number; picture_ms: number; frame_rate?: number }[];
}

/** The stage of a broadcast that renders. */
export function stageOf(id: string): Promise<Stage> {
  return request<Stage>(`${BASE}/${encodeURIComponent(id)}/stage`);
}

/** Changes the stage. */
export function direct(id: string, directive: Directive): Promise<unknown> {
  return request(`${BASE}/${encodeURIComponent(id)}/directives`, {
    request_id: crypto.randomUUID(),
    directive,
  });
}

/** Gives the stage a file, whose bytes stand in base64; the worker looks through it first. */
export async function putStageAsset(id: string, content: string): Promise<StageAsset> {
  const answer = await request<{ asset: StageAsset }>(
    `${BASE}/${encodeURIComponent(id)}/stage-assets`,
    { request_id: crypto.randomUUID(), content },
  );
  return answer.asset;
}

/** Makes a product known; one of the same id is replaced. */
export function putProduct(id: string, product: StageProduct): Promise<unknown> {
  return request(`${BASE}/${encodeURIComponent(id)}/products`, {
    request_id: crypto.randomUUID(),
    products: [product],
  });
}

/** Judges the next seconds of a broadcast that renders. */
export function preflight(id: string): Promise<Judgement> {
  return request<Judgement>(`${BASE}/${encodeURIComponent(id)}/preflight`, { watch_s: 4 });
}

/** Where a broadcast's events come from. */
export function eventsUrl(id: string): string {
  return `${BASE}/${encodeURIComponent(id)}/events`;
}

/** Where a broadcast's picture comes from. */
export function previewUrl(id: string, at: Pick<Location, "protocol" | "host">): string {
  const scheme = at.protocol === "https:" ? "wss:" : "ws:";
  return `${scheme}//${at.host}/ws/preview/${encodeURIComponent(id)}`;
}

/** What a figure means, in one language. */
export interface Meaning {
  metric_id: string;
  display_name: string;
  formula: string;
  unit: string;
  numerator: string;
  denominator: string;
  attribution: string;
  version: number;
}

/** The dictionary of figures. */
export function listMetrics(locale: string): Promise<Meaning[]> {
  return request<Meaning[]>(`/api/v1/metrics?${new URLSearchParams({ locale }).toString()}`);
}
