package dev.afterglow.commerce.room;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which questions are open. It keeps what was asked about what, never the text of a comment nor who
 * wrote it: a question is told again in words from its intent and subject. An answer closes what
 * was asked until then, and what nobody asked for ten minutes is forgotten; both by the minutes of
 * corrected event time, up to that of the viewers' latest sign: what a shop tells after the show
 * ends no question.
 */
final class QuestionBoard {
  static final int MINUTES = 10;

  /** Questions past these are not kept, until others are forgotten. */
  static final int MOST_TOPICS = 256;

  private static final int MOST_SHOWN = 20;
  // 1000 · 2^(−age / 3 minutes), rounded.
  private static final long[] WEIGHTS = {1000, 794, 630, 500, 397, 315, 250, 198, 157, 125};
  private static final Comparator<OpenQuestion> BEST_FIRST =
      Comparator.comparingLong(OpenQuestion::score)
          .reversed()
          .thenComparing(OpenQuestion::intent)
          .thenComparing(OpenQuestion::subject);

  private final Map<CommentTopic, TreeMap<Integer, AskedMinute>> topics = new TreeMap<>();
  private final TreeSet<CommentTopic> changed = new TreeSet<>();
  private int latest = Integer.MIN_VALUE;

  /** The minute of the viewers' latest sign: what is too old by then is forgotten. */
  void moveTo(int minute) {
    if (minute > latest) {
      latest = minute;
      for (CommentTopic topic : new ArrayList<>(topics.keySet())) {
        forget(topic, minute - MINUTES);
      }
    }
  }

  private void forget(CommentTopic topic, int upTo) {
    TreeMap<Integer, AskedMinute> minutes = topics.get(topic);
    if (minutes != null && minutes.firstKey() <= upTo) {
      minutes.headMap(upTo, true).clear();
      changed.add(topic);
      if (minutes.isEmpty()) {
        topics.remove(topic);
      }
    }
  }

  /** A comment asks for something; one older than ten minutes is history. */
  void ask(CommentTopic topic, String viewer, int minute) {
    boolean isFull = topics.size() >= MOST_TOPICS && !topics.containsKey(topic);
    if (minute <= latest - MINUTES || isFull) {
      return;
    }
    topics
        .computeIfAbsent(topic, _ -> new TreeMap<>())
        .computeIfAbsent(minute, _ -> new AskedMinute())
        .ask(Digest128.of("asker", viewer));
    changed.add(topic);
  }

  /** The presenter answered what was asked until the end of a minute. */
  void answer(CommentTopic topic, int minute) {
    forget(topic, minute);
  }

  /** What is worth answering, best first, at most 20. */
  List<OpenQuestion> open(String explained) {
    return topics.entrySet().stream()
        .map(topic -> question(topic.getKey(), topic.getValue(), explained))
        .sorted(BEST_FIRST)
        .limit(MOST_SHOWN)
        .toList();
  }

  private OpenQuestion question(
      CommentTopic topic, TreeMap<Integer, AskedMinute> minutes, String explained) {
    AskedMinute all = new AskedMinute();
    long score = 0;
    for (Map.Entry<Integer, AskedMinute> minute : minutes.entrySet()) {
      all.add(minute.getValue());
      score += minute.getValue().distinct() * WEIGHTS[latest - minute.getKey()];
    }
    boolean now = !explained.isEmpty() && explained.equals(topic.subject());
    return new OpenQuestion(
        topic.intent(),
        topic.subject(),
        all.asks,
        all.distinct(),
        Minutes.start(minutes.lastKey()),
        now,
        now ? score * 2 : score);
  }

  void changes(PartSink sink) {
    for (CommentTopic topic : changed) {
      TreeMap<Integer, AskedMinute> minutes = topics.get(topic);
      sink.accept(key(topic), minutes == null ? null : value(minutes));
    }
    changed.clear();
  }

  void all(PartSink sink) {
    topics.forEach((topic, minutes) -> sink.accept(key(topic), value(minutes)));
  }

  void load(Unpacker key, Unpacker value) {
    CommentTopic topic = new CommentTopic(CommentIntent.values()[key.raw()], key.restAsText());
    TreeMap<Integer, AskedMinute> minutes = new TreeMap<>();
    for (int left = value.count(); left > 0; left--) {
      AskedMinute asked = new AskedMinute();
      minutes.put((int) value.number(), asked);
      asked.asks = value.number();
      for (int i = 0; i < AskedMinute.WORDS; i++) {
        asked.askers[i] = value.fixed();
      }
    }
    topics.put(topic, minutes);
  }

  /** After loading: the minute of the viewers' latest sign as it was. */
  void resume(int minute) {
    latest = minute;
  }

  private static byte[] key(CommentTopic topic) {
    return new Packer()
        .raw(PartKind.QUESTION)
        .raw(topic.intent().ordinal())
        .raw(topic.subject().getBytes(StandardCharsets.UTF_8))
        .bytes();
  }

  private static byte[] value(TreeMap<Integer, AskedMinute> minutes) {
    Packer value = new Packer().number(minutes.size());
    minutes.forEach(
        (minute, asked) -> {
          value.number(minute).number(asked.asks);
          for (long word : asked.askers) {
            value.fixed(word);
          }
        });
    return value.bytes();
  }
}
