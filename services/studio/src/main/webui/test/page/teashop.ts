/** A room whose figures are made up: a tea shop in the evening. */

import type { Room } from "../../src/api";
import type { DemandJson, FactorsJson } from "../../src/insights";
import type { PlaybookJson } from "../../src/playbooks";

export const ROOM: Room = {
  room_id: "r",
  fact_count: 1_000,
  viewer_count: 8_421,
  duplicate_count: 212,
  quarantined_count: 3,
  flagged_count: 7,
  online_count: 1_284,
  peak_online_count: 1_730,
  watch_time_s: 400_000,
  comment_count: 3_902,
  like_count: 21_377,
  impression_count: 9_000,
  click_count: 2_140,
  order_count: 412,
  paid_order_count: 356,
  refunded_order_count: 9,
  gmv_paid: [{ currency_code: "CNY", amount_minor: 4_286_050 }],
  gmv_net: [{ currency_code: "CNY", amount_minor: 4_101_550 }],
  top_products: ["明前龙井 250 g", "White tea cakes", "Oolong sampler"].map((product, i) => ({
    product_id: product,
    impression_count: 3_000,
    click_count: 900 - i * 220,
    paid_order_count: 180 - i * 50,
    unit_count: 210 - i * 60,
    gmv_paid: [{ currency_code: "CNY", amount_minor: 2_250_000 - i * 700_000 }],
  })),
  frequent_words: ["好喝", "包邮", "主播", "链接", "多少钱", "回购", "清香", "礼盒"].map((word, i) => ({
    word,
    count: 320 - i * 38,
  })),
  shop_id: "taobao/882",
  standings: [
    ["gmv_paid", "CNY", 82],
    ["gmv_net", "CNY", 79],
    ["peak_online_count", "", 64],
    ["paid_order_count", "", 93],
    ["comment_count", "", 50],
    ["like_count", "", 36],
  ].map(([metric, currency, percentile]) => ({
    metric_id: String(metric),
    currency_code: String(currency),
    percentile: Number(percentile),
    show_count: 14,
    least_show_count: 10,
  })),
  questions: [
    ["FREIGHT_INSURANCE", "明前龙井 250 g", 64, true],
    ["PRICE", "link:3", 41, false],
    ["SHIPPING", "", 17, false],
  ].map(([intent, subject, people, now]) => ({
    intent: String(intent),
    subject: String(subject),
    ask_count: Number(people) + 9,
    asker_count: Number(people),
    last_ask_time: new Date().toISOString(),
    explained_now: now === true,
  })),
  provisional: false,
  as_of_time: new Date().toISOString(),
};

/** What two products are expected to sell; one of them ends soon. */
export function demand(): DemandJson {
  const at = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
  return {
    products: [
      {
        product_id: "明前龙井 250 g", units: 17.6, low_units: "12", high_units: "23",
        judged_slot_count: 9, held_slot_count: 8, units_left: "60",
        sold_out_early_time: at(14), sold_out_time: at(17), sold_out_late_time: at(22),
      },
      { product_id: "White tea cakes", units: 8.2, low_units: "5", high_units: "12" },
    ],
  };
}

/** One factor that sales went with, one that was shown to help, and one that did not count. */
export function factors(): FactorsJson {
  return {
    slot_count: 24,
    margin_nats: 4.09,
    factors: [
      {
        kind: "FACTOR_KIND_OUTSIDE", name: "weather.rain", slot_count: 24, score_without: -71.2,
        score_with: -63.9, enters: true, ratio: 1.31, ratio_low: 1.18, ratio_high: 1.44, step: 0.5,
        standing: "FACTOR_STANDING_ASSOCIATION",
      },
      {
        kind: "FACTOR_KIND_LOOK", name: "qipao/half", slot_count: 24, score_without: -63.9,
        score_with: -58.1, enters: true, ratio: 1.22, ratio_low: 1.1, ratio_high: 1.35, step: 0.48,
        standing: "FACTOR_STANDING_SHOWN_TO_HELP",
      },
      {
        kind: "FACTOR_KIND_SENTIMENT", slot_count: 24, score_without: -58.1, score_with: -58.4,
        ratio: 1.01, ratio_low: 0.92, ratio_high: 1.1, step: 0.1,
        standing: "FACTOR_STANDING_ASSOCIATION",
      },
    ],
  };
}

/** Two proposals: one that helps all, and a price by which the brand would lose. */
export function proposals(): PlaybookJson[] {
  const expire_time = new Date(Date.now() + 24 * 60_000).toISOString();
  return [
    {
      playbook_id: "00000000-0000-7000-8000-000000000001",
      state: "PLAYBOOK_STATE_PROPOSED",
      verdict: "PLAYBOOK_VERDICT_OPEN",
      kind: "PLAYBOOK_KIND_EXPLAIN",
      product_id: "White tea cakes",
      condition: "20 of 60 minutes explained it and sold 4.02 orders a minute, the others 2.01",
      hypothesis: true,
      expected_effect_minor: 48_210.4,
      interval_low_minor: 21_300.2,
      interval_high_minor: 75_120.9,
      slots_to_settle: 17,
      slot_length: "300s",
      expire_time,
      pay_offs: [
        { party: "PARTY_PRODUCER", expected_minor: 19_284 },
        { party: "PARTY_BRAND", expected_minor: 24_105 },
        { party: "PARTY_PLATFORM", expected_minor: 4_821 },
      ],
    },
    {
      playbook_id: "00000000-0000-7000-8000-000000000002",
      state: "PLAYBOOK_STATE_PROPOSED",
      verdict: "PLAYBOOK_VERDICT_OPEN",
      kind: "PLAYBOOK_KIND_PRICE",
      product_id: "明前龙井 250 g",
      slot_price: { currency_code: "CNY", amount_minor: "11610" },
      condition: "elasticity -2.31, 80 % between -3.02 and -1.60",
      hypothesis: true,
      expected_effect_minor: 6_120,
      interval_low_minor: -8_400,
      interval_high_minor: 20_640,
      slots_to_settle: 212,
      slot_length: "300s",
      expire_time,
      pay_offs: [
        { party: "PARTY_PRODUCER", expected_minor: 9_180 },
        { party: "PARTY_BRAND", expected_minor: -5_355, loses: true },
        { party: "PARTY_PLATFORM", expected_minor: 2_295 },
      ],
    },
  ];
}

/** One proposal of each kind that a stage or a presenter carries out. */
export function actions(): PlaybookJson[] {
  const [first] = proposals();
  const of = (n: number, kind: string, more: PlaybookJson): PlaybookJson => ({
    ...first,
    playbook_id: `00000000-0000-7000-8000-00000000001${n}`,
    kind: `PLAYBOOK_KIND_${kind}`,
    product_id: "",
    condition: "",
    ...more,
  });
  return [
    of(1, "LOOK", {
      look_id: "qipao", layout: "half",
      condition: "30 of 60 minutes showed it and sold 3.41 orders a minute, the others 2.52",
    }),
    of(2, "BUNDLE", {
      product_ids: ["明前龙井 250 g", "White tea cakes"],
      slot_price: { currency_code: "CNY", amount_minor: "18000" },
      usual_price: { currency_code: "CNY", amount_minor: "20000" },
    }),
    of(3, "ANSWERS", {
      questions: [
        { intent: "COMMENT_INTENT_FREIGHT_INSURANCE", subject: "" },
        { intent: "COMMENT_INTENT_PRICE", subject: "link:3" },
      ],
    }),
    of(4, "ORDER", { product_ids: ["White tea cakes", "Oolong sampler", "明前龙井 250 g"] }),
  ];
}

/** A proposal as a person's word leaves it: under test with its first slot, or declined. */
export function decided(proposal: PlaybookJson, how: string, by: string): PlaybookJson {
  const now = Date.now();
  const word = { decided_by: by, decide_time: new Date(now).toISOString() };
  return how === "accept"
    ? {
        ...proposal,
        ...word,
        state: "PLAYBOOK_STATE_ACCEPTED",
        evidence_slots: 5,
        slots_to_settle: 12,
        slot: {
          shows_action: true,
          show_time: new Date(now - 60_000).toISOString(),
          end_time: new Date(now + 240_000).toISOString(),
        },
      }
    : { ...proposal, ...word, state: "PLAYBOOK_STATE_DECLINED" };
}

/** What two figures mean, in the language asked for. */
export function meanings(locale: string) {
  const chinese = locale.startsWith("zh");
  return [
    {
      metric_id: "gmv_paid",
      display_name: chinese ? "支付金额" : "GMV paid",
      formula: chinese ? "支付时刻的金额之和" : "sum of payments at payment time",
      unit: chinese ? "最小货币单位" : "minor currency units",
      numerator: "",
      denominator: "",
      attribution: "",
      version: 2,
    },
  ];
}
