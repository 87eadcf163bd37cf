/** Who buys in a room: slices of ten people and more, and nobody by name. */

import { request } from "./api";

/** Customers alike: fifths of recency, frequency and money, 5 the best. */
export interface SegmentRow {
  recency: number;
  frequency: number;
  monetary: number;
  customer_count: number;
}

/** Customers with something in common; the key is empty where it was not told. */
export interface CohortRow {
  key: string;
  customer_count: number;
  /** How many bought again, 0 to 1; absent where that would tell of a few. */
  repeat_rate?: number;
}

/** A saved rule; the count is in whole tens, and absent where it is not told. */
export interface AudienceRow {
  name: string;
  customer_count?: number;
}

export interface ShopCustomers {
  shop_id: string;
  segments: SegmentRow[];
  first_months: CohortRow[];
  first_presenters: CohortRow[];
  first_looks: CohortRow[];
  preferred_presenters: CohortRow[];
  preferred_looks: CohortRow[];
  audiences: AudienceRow[];
}

/** The customers of the shops that sold in a room. */
export async function roomCustomers(roomId: string): Promise<ShopCustomers[]> {
  const found = await request<{ shops: ShopCustomers[] }>(
    `/api/v1/rooms/${encodeURIComponent(roomId)}/customers`,
  );
  return found.shops;
}
