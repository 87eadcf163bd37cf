/** The texts of customers. */

export const customersEn = {
  customers: "Who buys",
  customersAway: "Customers cannot be read now.",
  noCustomers: "Nothing to show yet: every line tells of ten people or more.",
  customersHint: "Lines of fewer than ten people are left out, and so is what would give them away.",
  bySegment: "By recency, frequency and money (5 is best)",
  byFirstMonth: "By the month of the first order",
  byFirstPresenter: "By the presenter of the first order",
  byFirstLook: "By the look at the first order",
  byPreferredPresenter: "By the presenter they buy most from",
  byPreferredLook: "By the look they buy most in",
  byAudience: "Audiences",
  customerCount: "Customers",
  boughtAgain: "Bought again",
  segmentName: "R{recency} F{frequency} M{monetary}",
  keyNotTold: "not told",
  countNotTold: "not shown",
};

export const customersZh: Record<keyof typeof customersEn, string> = {
  customers: "谁在买",
  customersAway: "暂时读不到客户数据。",
  noCustomers: "暂无可显示的内容：每一行至少代表十个人。",
  customersHint: "不足十人的行不显示，能够反推出它们的行也不显示。",
  bySegment: "按最近、频次、金额分组（5 为最高）",
  byFirstMonth: "按首单月份",
  byFirstPresenter: "按首单主播",
  byFirstLook: "按首单造型",
  byPreferredPresenter: "按购买最多的主播",
  byPreferredLook: "按购买最多的造型",
  byAudience: "人群",
  customerCount: "客户数",
  boughtAgain: "复购率",
  segmentName: "R{recency} F{frequency} M{monetary}",
  keyNotTold: "未告知",
  countNotTold: "不显示",
};
