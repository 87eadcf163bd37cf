package dev.afterglow.commerce.room;

import dev.afterglow.facts.Fact;
import dev.afterglow.facts.Happening;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Windows, minutes and questions by another road: walks through all that was told each time it is
 * asked, with sets of people and of seconds instead of bits and steps.
 */
final class NaiveDetail {
  /** A fact with its corrected time, in the order of coming in. */
  record Told(Fact fact, Instant time) {
    int minute() {
      return (int) Math.floorDiv(time.getEpochSecond(), 60L);
    }
  }

  private record Booking(int minute, MinuteMoney kind, String currency, long minor) {}

  private record Count(int minute, MinuteCount kind, long by) {}

  private record Reached(int minute, Stage stage, String viewer) {}

  private record Said(int minute, Set<String> words) {}

  private record Asked(CommentTopic topic, int minute, String viewer) {}

  private static final class Slip {
    boolean created;
    boolean hasPayment;
    long paid;
    long refund;
    boolean cancelled;
    String currency = "";
    int paidMinute;

    long back() {
      return hasPayment ? Math.min(refund, paid) : 0;
    }

    long net() {
      return !hasPayment || cancelled ? 0 : paid - back();
    }
  }

  private static final class Explained {
    final List<long[]> segments = new ArrayList<>();
    long inside;
    long outside;
  }

  private final CommentWords words;
  private final Map<String, TreeSet<Long>> watched;
  private final List<Booking> money = new ArrayList<>();
  private final List<Count> counts = new ArrayList<>();
  private final List<Reached> reached = new ArrayList<>();
  private final List<Said> said = new ArrayList<>();
  private final List<Asked> asked = new ArrayList<>();
  private final Map<String, Slip> slips = new HashMap<>();
  private final Map<String, Explained> explained = new TreeMap<>();
  private final NaiveLooks looks = new NaiveLooks();
  private final Set<String> present = new HashSet<>();
  private final Set<String> clicked = new HashSet<>();
  private long firstSign = Long.MAX_VALUE;
  private int lastSignMinute;
  private Instant firstFact = Instant.MAX;
  private Instant lastFact = Instant.MIN;
  private String now = "";
  private long since = Long.MIN_VALUE;

  NaiveDetail(CommentWords words, Map<String, TreeSet<Long>> watched) {
    this.words = words;
    this.watched = watched;
  }

  RoomDetail of(List<Told> told, Instant asOf) {
    told.forEach(this::walk);
    int minute = (int) Math.floorDiv(asOf.getEpochSecond(), 60L);
    return new RoomDetail(
        total(),
        window(minute - 10, minute),
        window(minute - 20, minute - 10),
        spread(),
        explained(),
        questions(),
        curve(minute - 60),
        looks.figures(this::showEnd),
        trends(minute));
  }

  /** After the last second that anybody watched, or the last fact; not before a time. */
  private Instant showEnd(Instant earliest) {
    Instant end = lastFact;
    if (!present.isEmpty()) {
      long gone = firstSign;
      for (TreeSet<Long> seconds : watched.values()) {
        gone = seconds.isEmpty() ? gone : Math.max(gone, seconds.last() + 1);
      }
      Instant left = Instant.ofEpochSecond(gone);
      end = left.isBefore(end) ? left : end;
    }
    return end.isBefore(earliest) ? earliest : end;
  }

  private void walk(Told each) {
    firstFact = each.time().isBefore(firstFact) ? each.time() : firstFact;
    lastFact = each.time().isAfter(lastFact) ? each.time() : lastFact;
    String viewer = each.fact().viewer();
    switch (each.fact().what()) {
      case Happening.Enter _ -> sign(each, MinuteCount.ENTRIES, 1, Stage.ENTERED);
      case Happening.Heartbeat _ -> sign(each, null, 0, null);
      case Happening.Leave _ -> lastSignMinute = Math.max(lastSignMinute, each.minute());
      case Happening.Comment comment -> {
        sign(each, MinuteCount.COMMENTS, 1, Stage.COMMENTED);
        comment(each, comment.text());
      }
      case Happening.Like like -> sign(each, MinuteCount.LIKES, like.count(), Stage.LIKED);
      case Happening.Share _ -> sign(each, MinuteCount.SHARES, 1, Stage.SHARED);
      case Happening.Follow _ -> sign(each, MinuteCount.FOLLOWS, 1, Stage.FOLLOWED);
      case Happening.Gift gift -> {
        sign(each, MinuteCount.GIFTS, 1, Stage.GAVE);
        String currency = gift.worth().currency();
        money.add(new Booking(each.minute(), MinuteMoney.GIFTS, currency, gift.worth().minor()));
      }
      case Happening.ProductImpression _ -> sign(each, MinuteCount.IMPRESSIONS, 1, Stage.SAW);
      case Happening.ProductClick click -> {
        sign(each, MinuteCount.CLICKS, 1, Stage.CLICKED);
        clicked.add(viewer);
        Explained product = explained.computeIfAbsent(click.productId(), _ -> new Explained());
        boolean inside = click.productId().equals(now);
        product.inside += inside ? 1 : 0;
        product.outside += inside ? 0 : 1;
      }
      case Happening.CartAdd _ -> sign(each, MinuteCount.CARTS, 1, Stage.CARTED);
      case Happening.OrderCreated created -> {
        reach(each, Stage.ORDERED);
        Slip slip = slip(created.orderId());
        counts.add(new Count(each.minute(), MinuteCount.ORDERS, slip.created ? 0 : 1));
        slip.created = true;
      }
      case Happening.OrderPaid paid -> {
        reach(each, Stage.PAID);
        pay(each, paid);
      }
      case Happening.OrderCancelled gone -> {
        Slip slip = slip(gone.orderId());
        long net = slip.net();
        slip.cancelled = true;
        book(each.minute(), MinuteMoney.NET, slip, slip.net() - net);
      }
      case Happening.OrderRefunded back -> {
        Slip slip = slip(back.orderId());
        long net = slip.net();
        boolean wasBack = slip.back() > 0;
        slip.refund += back.amount().minor();
        goesBack(each, slip, wasBack);
        slip.currency = back.amount().currency();
        book(each.minute(), MinuteMoney.NET, slip, slip.net() - net);
      }
      case Happening.ExplainSegment segment -> segment(each, segment);
      case Happening.LookChange change -> looks.add(each.time(), change);
      case Happening.QuestionAnswered answer ->
          asked.removeIf(
              ask ->
                  ask.topic().intent().name().equals(answer.question().name())
                      && ask.topic().subject().equals(answer.subject())
                      && ask.minute() <= each.minute());
      default -> {}
    }
  }

  private void sign(Told each, MinuteCount count, long by, Stage stage) {
    lastSignMinute = Math.max(lastSignMinute, each.minute());
    if (count != null) {
      counts.add(new Count(each.minute(), count, by));
    }
    if (!each.fact().viewer().isEmpty()) {
      present.add(each.fact().viewer());
      firstSign = Math.min(firstSign, each.time().getEpochSecond());
      if (stage != null) {
        reach(each, stage);
      }
    }
  }

  private void reach(Told each, Stage stage) {
    if (!each.fact().viewer().isEmpty()) {
      reached.add(new Reached(each.minute(), stage, each.fact().viewer()));
    }
  }

  private Slip slip(String id) {
    return slips.computeIfAbsent(id, _ -> new Slip());
  }

  private void pay(Told each, Happening.OrderPaid told) {
    Slip slip = slip(told.orderId());
    long net = slip.net();
    slip.currency = told.amount().currency();
    if (!slip.hasPayment) {
      slip.hasPayment = true;
      slip.paidMinute = each.minute();
      counts.add(new Count(each.minute(), MinuteCount.PAID_ORDERS, 1));
    }
    boolean wasBack = slip.back() > 0;
    slip.paid += told.amount().minor();
    goesBack(each, slip, wasBack);
    book(each.minute(), MinuteMoney.PAID, slip, told.amount().minor());
    book(each.minute(), MinuteMoney.NET, slip, slip.net() - net);
    String payer = each.fact().viewer();
    if (clicked.contains(payer) && !payer.isEmpty()) {
      book(each.minute(), MinuteMoney.DIRECT, slip, told.amount().minor());
    } else if (present.contains(payer)) {
      book(each.minute(), MinuteMoney.ASSISTED, slip, told.amount().minor());
    }
  }

  private void goesBack(Told each, Slip slip, boolean wasBack) {
    counts.add(new Count(each.minute(), MinuteCount.REFUNDS, !wasBack && slip.back() > 0 ? 1 : 0));
  }

  private void book(int minute, MinuteMoney kind, Slip slip, long minor) {
    money.add(new Booking(minute, kind, slip.currency, minor));
  }

  private List<WordTrend> trends(int minute) {
    Map<String, long[]> uses = new TreeMap<>();
    for (Said said : said) {
      int ago = minute - said.minute();
      if (ago > 0 && ago <= 20) {
        for (String word : said.words()) {
          uses.computeIfAbsent(word, _ -> new long[2])[ago <= 10 ? 0 : 1]++;
        }
      }
    }
    return uses.entrySet().stream()
        .filter(use -> use.getValue()[0] > 0)
        .map(use -> new WordTrend(use.getKey(), use.getValue()[0], use.getValue()[1]))
        .sorted(WordTrend.MOST_FIRST)
        .limit(20)
        .toList();
  }

  private void comment(Told each, String text) {
    said.add(new Said(each.minute(), words.of(text)));
    CommentReading reading = words.read(text);
    if (reading.intents() == 0) {
      return;
    }
    counts.add(new Count(each.minute(), MinuteCount.valueOf(reading.sentiment().name()), 1));
    for (CommentIntent intent : CommentIntent.values()) {
      if (reading.has(intent)) {
        counts.add(new Count(each.minute(), MinuteCount.valueOf(intent.name()), 1));
        if (!Set.of("PRAISE", "COMPLAINT", "NOISE").contains(intent.name())) {
          String subject = reading.link() > 0 ? "link:" + reading.link() : now;
          CommentTopic topic = new CommentTopic(intent, subject);
          asked.add(new Asked(topic, each.minute(), each.fact().viewer()));
        }
      }
    }
  }

  private void segment(Told each, Happening.ExplainSegment segment) {
    long second = each.time().getEpochSecond();
    boolean endsAnother = !segment.begins() && !segment.productId().equals(now);
    if (second < since || endsAnother) {
      return;
    }
    if (!now.isEmpty()) {
      explained.get(now).segments.getLast()[1] = second;
    }
    since = second;
    now = segment.begins() ? segment.productId() : "";
    if (segment.begins()) {
      explained
          .computeIfAbsent(now, _ -> new Explained())
          .segments
          .add(new long[] {second, Long.MAX_VALUE});
    }
  }

  private Basis total() {
    long from = present.isEmpty() ? 1_577_836_800L : firstSign;
    long to = from;
    for (TreeSet<Long> seconds : watched.values()) {
      to = seconds.isEmpty() ? to : Math.max(to, seconds.last() + 1);
    }
    Basis all = basis(Integer.MIN_VALUE, Integer.MAX_VALUE, from, to);
    return new Basis(
        Instant.ofEpochSecond(from),
        Instant.ofEpochSecond(to),
        all.counts(),
        all.people(),
        present.size(),
        watched.values().stream().mapToLong(TreeSet::size).sum(),
        all.peak(),
        all.money());
  }

  private Basis window(int from, int to) {
    return basis(from, to, from * 60L, to * 60L);
  }

  private Basis basis(int from, int to, long fromSecond, long toSecond) {
    List<Long> counted = new ArrayList<>();
    for (MinuteCount kind : MinuteCount.values()) {
      counted.add(
          kind == MinuteCount.REFUNDED_OF_PAID
              ? cohort(from, to).filter(slip -> slip.back() > 0).count()
              : counts.stream()
                  .filter(it -> it.kind() == kind && it.minute() >= from && it.minute() < to)
                  .mapToLong(Count::by)
                  .sum());
    }
    List<Long> people = new ArrayList<>();
    for (Stage stage : Stage.values()) {
      people.add(
          reached.stream()
              .filter(it -> it.stage() == stage && it.minute() >= from && it.minute() < to)
              .map(Reached::viewer)
              .distinct()
              .count());
    }
    List<List<MoneySum>> sums = new ArrayList<>();
    for (MinuteMoney kind : MinuteMoney.values()) {
      sums.add(sums(kind, from, to));
    }
    Map<Long, Integer> online = new HashMap<>();
    long viewers = 0;
    for (TreeSet<Long> seconds : watched.values()) {
      Set<Long> there = seconds.subSet(fromSecond, toSecond);
      viewers += there.isEmpty() ? 0 : 1;
      there.forEach(second -> online.merge(second, 1, Integer::sum));
    }
    return new Basis(
        Instant.ofEpochSecond(fromSecond),
        Instant.ofEpochSecond(toSecond),
        counted,
        people,
        viewers,
        online.values().stream().mapToLong(Integer::longValue).sum(),
        online.values().stream().mapToLong(Integer::longValue).max().orElse(0),
        sums);
  }

  private java.util.stream.Stream<Slip> cohort(int from, int to) {
    return slips.values().stream()
        .filter(slip -> slip.hasPayment && slip.paidMinute >= from && slip.paidMinute < to);
  }

  private List<MoneySum> sums(MinuteMoney kind, int from, int to) {
    Map<String, Long> sums = new TreeMap<>();
    if (kind == MinuteMoney.REFUNDED_OF_PAID) {
      cohort(from, to).forEach(slip -> sums.merge(slip.currency, slip.back(), Long::sum));
    } else {
      money.stream()
          .filter(it -> it.kind() == kind && it.minute() >= from && it.minute() < to)
          .forEach(it -> sums.merge(it.currency(), it.minor(), Long::sum));
    }
    return sums.entrySet().stream()
        .filter(sum -> sum.getValue() != 0)
        .map(sum -> new MoneySum(sum.getKey(), sum.getValue()))
        .toList();
  }

  /** Quantiles of the sorted list, each as the middle of the bucket that the contract allows. */
  private WatchSpread spread() {
    List<Integer> sorted =
        present.stream().map(viewer -> watched.get(viewer).size()).sorted().toList();
    return new WatchSpread(
        sorted.size(),
        quantile(sorted, 0.5),
        quantile(sorted, 0.9),
        sorted.stream().filter(seconds -> seconds > 10).count());
  }

  private static int quantile(List<Integer> sorted, double share) {
    if (sorted.isEmpty()) {
      return 0;
    }
    int exact = sorted.get((int) Math.ceil(sorted.size() * share) - 1);
    int low = 0;
    while (true) {
      int next = low < 100 ? low + 1 : low * 51 / 50;
      if (exact < next) {
        return (low + next - 1) / 2;
      }
      low = next;
    }
  }

  private List<ExplainFigures> explained() {
    List<ExplainFigures> figures = new ArrayList<>();
    explained.forEach(
        (id, product) -> {
          long seconds = 0;
          for (long[] segment : product.segments) {
            long end = Math.min(segment[1], showEnd(Instant.MIN).getEpochSecond());
            seconds += Math.max(0, end - segment[0]);
          }
          long from = present.isEmpty() ? firstFact.getEpochSecond() : firstSign;
          long show = Math.max(0, showEnd(Instant.MIN).getEpochSecond() - from);
          if (!product.segments.isEmpty()) {
            figures.add(
                new ExplainFigures(
                    id,
                    product.segments.size(),
                    seconds,
                    Math.max(0, show - seconds),
                    product.inside,
                    product.outside));
          }
        });
    figures.sort(
        Comparator.comparingLong((ExplainFigures it) -> -it.seconds())
            .thenComparing(ExplainFigures::productId));
    return figures.stream().limit(20).toList();
  }

  private List<OpenQuestion> questions() {
    int latest = lastSignMinute;
    Map<CommentTopic, List<Asked>> topics =
        asked.stream()
            .filter(ask -> ask.minute() > latest - 10)
            .collect(Collectors.groupingBy(Asked::topic));
    return topics.entrySet().stream()
        .map(entry -> question(entry.getKey(), entry.getValue(), latest))
        .sorted(
            Comparator.comparingLong((OpenQuestion it) -> -it.score())
                .thenComparing(OpenQuestion::intent)
                .thenComparing(OpenQuestion::subject))
        .limit(20)
        .toList();
  }

  private OpenQuestion question(CommentTopic topic, List<Asked> asks, int latest) {
    long score = 0;
    for (int age = 0; age < 10; age++) {
      int minute = latest - age;
      List<Asked> ofMinute = asks.stream().filter(ask -> ask.minute() == minute).toList();
      score += distinct(ofMinute) * Math.round(1_000 * Math.pow(2, -age / 3.0));
    }
    boolean isNow = !now.isEmpty() && topic.subject().equals(now);
    int last = asks.stream().mapToInt(Asked::minute).max().orElseThrow();
    return new OpenQuestion(
        topic.intent(),
        topic.subject(),
        asks.size(),
        distinct(asks),
        Instant.ofEpochSecond(last * 60L),
        isNow,
        isNow ? score * 2 : score);
  }

  /** Linear counting in 512 bits by the same digest: the sketch is the contract. */
  private static long distinct(List<Asked> asks) {
    BitSet bits = new BitSet(512);
    asks.forEach(
        ask -> bits.set((int) Math.floorMod(Digest128.of("asker", ask.viewer()).low(), 512L)));
    return Math.round(512 * Math.log(512.0 / Math.max(1, 512 - bits.cardinality())));
  }

  private List<MinuteFigures> curve(int from) {
    TreeSet<Integer> minutes = new TreeSet<>();
    counts.stream().filter(it -> it.by() != 0).forEach(it -> minutes.add(it.minute()));
    money.stream().filter(it -> it.minor() != 0).forEach(it -> minutes.add(it.minute()));
    slips.values().stream()
        .filter(slip -> slip.back() > 0)
        .forEach(slip -> minutes.add(slip.paidMinute));
    return minutes.tailSet(from).stream()
        .map(
            minute -> {
              Basis basis = basis(minute, minute + 1, minute * 60L, minute * 60L + 60);
              return new MinuteFigures(
                  Instant.ofEpochSecond(minute * 60L),
                  basis.counts(),
                  basis.money(MinuteMoney.PAID));
            })
        .toList();
  }
}
