package dev.afterglow.commerce.comment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Puts the usual spelling in the place of what viewers type: homophones, dialect, pinyin. */
final class Spellings {
  private static final String TABLE =
      """
      啥=什么 咋=怎么 肿么=怎么 怎嘛=怎么 神马=什么 什莫=什么 嘛=吗 咩=吗 伐|=吗| 木有=没有 冒得=没有 捏|=呢| 辣么=那么 酱紫=这样
      干嘛=干嘛 多钱=多少钱 多儿钱=多少钱 多少前=多少钱 多少欠=多少钱 多少米=多少钱 多少mi=多少钱 几mi=几米 好多米=多少钱 好多钱=多少钱
      duoshaoqian=多少钱 duoshao=多少 dsq=多少钱 ds钱=多少钱 dsqian=多少钱 多shao=多少 多sao=多少 d少=多少 d多少=多少 多s钱=多少钱 多少q=多少钱 多少qian=多少钱
      zenmemai=怎么买 zenme=怎么 zmm=怎么买 zmmai=怎么买 jiage=价格 baoyou=包邮 包you=包邮 by吗=包邮吗 fahuo=发货 kuaidi=快递 lianjie=链接 lj=链接
      youhui=优惠 pianyi=便宜 yunfeixian=运费险 yfx=运费险 运费显=运费险 运费线=运费险 tuihuo=退货 tuikuan=退款 chima=尺码 zhenren=真人 zhengpin=正品 haokan=好看
      haoyong=好用 xihuan=喜欢 youhuo=有货 kucun=库存 ma|=吗| 包油=包邮 包由=包邮 抱邮=包邮 保邮=包邮 油费=邮费 由费=邮费 链按=链接 连接=链接 练接=链接 廉接=链接 联接=链接
      尺马=尺码 优会=优惠 优慧=优惠 发或=发货 发貨=发货 真仁=真人 人工智障=人工智能 价个=价格 价咯=价格 价隔=价格 加格=价格 嘎格=价格 物留=物流 退活=退货 退伙=退货 退或=退货
      现或=现货 有或=有货 没或=没货 便易=便宜 便亿=便宜 偏宜=便宜 加大号=加大码
      """;

  private final PhraseAutomaton wrong;
  private final String[] right;

  Spellings() {
    List<String> keys = new ArrayList<>();
    List<String> values = new ArrayList<>();
    for (String pair : TABLE.strip().split("\\s+")) {
      int at = pair.indexOf('=');
      if (at > 0) {
        keys.add(pair.substring(0, at));
        values.add(pair.substring(at + 1));
      }
    }
    wrong = new PhraseAutomaton(keys);
    right = values.toArray(String[]::new);
  }

  /** One thread's room to work in. */
  static final class Room {
    private final int[] from = new int[PhraseAutomaton.Matches.MOST];
    private final int[] to = new int[PhraseAutomaton.Matches.MOST];
    private final String[] by = new String[PhraseAutomaton.Matches.MOST];
    private char[] scratch = new char[512];
  }

  /** Mends a text; of overlapping places the leftmost, of those the longest. */
  void mend(PlainText text, PhraseAutomaton.Matches matches, Room room) {
    wrong.scan(text.chars(), text.length(), matches);
    if (matches.size == 0) {
      return;
    }
    int count = 0;
    int grown = text.length();
    for (int at = 0; ; ) {
      int best = leftmost(matches, at);
      if (best < 0) {
        break;
      }
      room.from[count] = matches.from[best];
      room.to[count] = matches.to[best];
      room.by[count] = right[matches.phrase[best]];
      grown += room.by[count++].length();
      at = matches.to[best];
    }
    if (room.scratch.length < grown) {
      room.scratch = Arrays.copyOf(room.scratch, grown * 2);
    }
    text.replace(room.from, room.to, room.by, count, room.scratch);
  }

  private static int leftmost(PhraseAutomaton.Matches matches, int at) {
    int best = -1;
    for (int i = 0; i < matches.size; i++) {
      if (matches.from[i] >= at
          && (best < 0
              || matches.from[i] < matches.from[best]
              || (matches.from[i] == matches.from[best] && matches.to[i] > matches.to[best]))) {
        best = i;
      }
    }
    return best;
  }
}
