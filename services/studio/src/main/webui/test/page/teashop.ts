/** A room whose figures are made up: a tea shop in the evening. */

import type { Room } from "../../src/api";

export const ROOM: Room = {
  room_id: "r",
  fact_count: 1_000,
  viewer_count: 8_421,
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
  provisional: false,
  as_of_time: new Date().toISOString(),
};
