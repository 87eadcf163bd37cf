package dev.afterglow.commerce.comment;

import dev.afterglow.commerce.words.ChineseWords;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How many comments a second of processor time the whole reader takes: intents, words and sentiment
 * of the labelled comments, over and over. Prints one number.
 */
public final class CommentSpeed {
  private static final long STRETCH_NS = 2_000_000_000L;
  private static final int WARM_STRETCHES = 3;

  private CommentSpeed() {}

  public static void main(String[] arguments) {
    List<String> comments = new ArrayList<>();
    LabelledComments.read("held-out.tsv").forEach(it -> comments.add(it.text()));
    LabelledComments.read("authoring.tsv").forEach(it -> comments.add(it.text()));
    ChineseComments reader = new ChineseComments(new ChineseWords());
    for (int i = 0; i < WARM_STRETCHES; i++) {
      perSecond(reader, comments);
    }
    System.out.println(String.format(Locale.ROOT, "%.0f", perSecond(reader, comments)));
  }

  private static double perSecond(ChineseComments reader, List<String> comments) {
    long begun = cpuNs();
    long read = 0;
    long intents = 0;
    while (cpuNs() - begun < STRETCH_NS) {
      for (String comment : comments) {
        intents |= reader.read(comment).intents();
        read++;
      }
    }
    if (intents == 0) {
      throw new IllegalStateException("no comment wants anything");
    }
    return read * 1e9 / (cpuNs() - begun);
  }

  private static long cpuNs() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
