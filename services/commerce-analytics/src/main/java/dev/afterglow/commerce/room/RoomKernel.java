package dev.afterglow.commerce.room;

import dev.afterglow.facts.Fact;
import dev.afterglow.facts.Happening;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One room: folds facts into figures. Not safe for several threads at once.
 *
 * <p>Deterministic: no clock, no random number, no order of a hash table reaches the state, so the
 * same facts with the same times of receipt in the same order give the same {@link #snapshot()}.
 *
 * <p>A room is folded whole: what of it would not add up from shards by viewer, ADR 0025 says.
 */
public final class RoomKernel {
  /** What became of a fact. */
  public enum Outcome {
    /** New: the figures changed. */
    FOLDED,
    /** Known with the same payload: counted as a duplicate. */
    DUPLICATE,
    /** Known with another payload: counted as quarantined; the first telling stands. */
    CONFLICT
  }

  /** Of the state as it is kept: what another version kept is refused. */
  public static final int STATE_VERSION = 6;

  private static final byte[] MAGIC = {'A', 'G', 'R', 'K'};
  private static final int TOP_PRODUCTS = 20;
  private static final int FREQUENT_WORDS = 50;
  private static final int WINDOW = 10;
  private static final int CURVE = 60;

  private final CommentWords commentWords;
  private final RoomCounts counts = new RoomCounts();
  private final SeenFacts seen;
  private final Audience audience;
  private final Products products;
  private final OrderBook orders;
  private final WordTally words;
  private final WordMinutes wordMinutes = new WordMinutes();
  private final ComputeTally compute = new ComputeTally();
  private final CostTally costs = new CostTally();
  private final StageEvents stage = new StageEvents();
  private final LookTally looks = new LookTally();
  private final Minutes minutes = new Minutes();
  private final Explaining explaining;
  private final QuestionBoard questions = new QuestionBoard();
  private final Corrections corrections = new Corrections();
  private final LoadedParts loaded = new LoadedParts();
  private boolean changed;

  /** A room in which nothing happened yet. */
  public RoomKernel(RoomLimits limits, CommentWords commentWords) {
    this.commentWords = commentWords;
    this.seen = new SeenFacts(limits.seenFacts());
    this.audience = new Audience(limits.mostViewers());
    this.products = new Products(limits.mostProducts());
    this.orders = new OrderBook(limits.mostOrders(), products, minutes);
    this.explaining = new Explaining(limits.mostProducts());
    this.words = new WordTally(limits.mostWords());
  }

  /** Folds a fact that the service received at a time. */
  public Outcome apply(Fact fact, Instant received) {
    changed = true;
    Digest128 id = Digest128.of(fact.source(), fact.id());
    return switch (seen.see(id, FactPayload.hash(fact))) {
      case REPEAT -> {
        counts.duplicates++;
        yield Outcome.DUPLICATE;
      }
      case CONFLICT -> {
        counts.quarantined++;
        yield Outcome.CONFLICT;
      }
      case NEW -> {
        Instant time = EventTime.of(fact, received);
        counts.facts++;
        counts.happened(time);
        if (WhoTells.isViewer(fact.what())) {
          minutes.signed(Minutes.of(time));
          questions.moveTo(minutes.lastSign());
        }
        counts.platform += WhoTells.isPlatform(fact.what()) ? 1 : 0;
        corrections.begin(minutes, time, received);
        boolean present = presence(fact, time);
        boolean folded = fold(fact, time);
        corrections.end(minutes, time, received);
        counts.overLimit += present && folded ? 0 : 1;
        yield Outcome.FOLDED;
      }
    };
  }

  /**
   * Whatever a viewer does in the room shows that the viewer is there. What becomes of an order is
   * told by the shop, at any time.
   */
  private boolean presence(Fact fact, Instant time) {
    String viewer = fact.viewer();
    if (viewer.isEmpty()) {
      return true;
    }
    return switch (fact.what()) {
      case Happening.Enter _ -> audience.sign(viewer, time, Stage.ENTERED);
      case Happening.Heartbeat _ -> audience.sign(viewer, time, null);
      case Happening.Comment _ -> audience.sign(viewer, time, Stage.COMMENTED);
      case Happening.Like _ -> audience.sign(viewer, time, Stage.LIKED);
      case Happening.Share _ -> audience.sign(viewer, time, Stage.SHARED);
      case Happening.Follow _ -> audience.sign(viewer, time, Stage.FOLLOWED);
      case Happening.Gift _ -> audience.sign(viewer, time, Stage.GAVE);
      case Happening.ProductImpression _ -> audience.sign(viewer, time, Stage.SAW);
      case Happening.ProductClick _ -> audience.sign(viewer, time, Stage.CLICKED);
      case Happening.CartAdd _ -> audience.sign(viewer, time, Stage.CARTED);
      case Happening.OrderCreated _ -> audience.reach(viewer, time, Stage.ORDERED);
      case Happening.OrderPaid _ -> audience.reach(viewer, time, Stage.PAID);
      case Happening.Leave _ -> {
        audience.leave(viewer, time);
        yield true;
      }
      default -> true;
    };
  }

  private boolean fold(Fact fact, Instant time) {
    int minute = Minutes.of(time);
    return switch (fact.what()) {
      case Happening.Enter _ -> count(minute, MinuteCount.ENTRIES, 1);
      case Happening.Comment comment -> comment(comment.text(), fact.viewer(), minute);
      case Happening.Like like -> {
        counts.likes += like.count();
        yield count(minute, MinuteCount.LIKES, like.count());
      }
      case Happening.Share _ -> count(minute, MinuteCount.SHARES, 1);
      case Happening.Follow _ -> count(minute, MinuteCount.FOLLOWS, 1);
      case Happening.Gift gift -> {
        minutes.add(minute, MinuteMoney.GIFTS, gift.worth().currency(), gift.worth().minor());
        yield count(minute, MinuteCount.GIFTS, 1);
      }
      case Happening.ProductImpression shown -> {
        counts.impressions++;
        yield count(minute, MinuteCount.IMPRESSIONS, 1) && products.impression(shown.productId());
      }
      case Happening.ProductClick click -> {
        counts.clicks++;
        count(minute, MinuteCount.CLICKS, 1);
        yield products.click(click.productId()) && explaining.click(click.productId());
      }
      case Happening.CartAdd _ -> count(minute, MinuteCount.CARTS, 1);
      case Happening.ExplainSegment segment -> {
        stage.explain(segment, time);
        yield explaining.segment(segment.productId(), segment.begins(), time);
      }
      case Happening.PriceChange change -> stage.price(change, time);
      case Happening.Promotion told -> stage.promotion(told, time);
      case Happening.CostIncurred cost -> costs.spent(cost);
      case Happening.QuestionAnswered answer -> {
        CommentIntent intent = CommentIntent.valueOf(answer.question().name());
        questions.answer(new CommentTopic(intent, answer.subject()), minute);
        yield true;
      }
      case Happening.ComputeUsed used -> compute.used(used);
      case Happening.LookChange change -> looks.changed(change, time);
      default -> order(fact, minute);
    };
  }

  private boolean order(Fact fact, int minute) {
    return switch (fact.what()) {
      case Happening.OrderCreated told ->
          orders.change(told.orderId(), minute, null, order -> order.create(told.lines()));
      case Happening.OrderPaid told ->
          orders.change(
              told.orderId(),
              minute,
              audience.touch(fact.viewer()),
              order -> order.pay(told.amount(), minute));
      case Happening.OrderCancelled told ->
          orders.change(told.orderId(), minute, null, Order::cancel);
      case Happening.OrderRefunded told ->
          orders.change(told.orderId(), minute, null, order -> order.refund(told.amount()));
      default -> true;
    };
  }

  private boolean comment(String text, String viewer, int minute) {
    counts.comments++;
    count(minute, MinuteCount.COMMENTS, 1);
    CommentReading reading = commentWords.read(text);
    words.comment(reading.words());
    wordMinutes.comment(minute, reading.words());
    if (reading.intents() == 0) {
      return true;
    }
    count(minute, MinuteCount.of(reading.sentiment()), 1);
    for (CommentIntent intent : CommentIntent.ALL) {
      if (reading.has(intent)) {
        count(minute, MinuteCount.of(intent), 1);
        if (intent.isQuestion()) {
          CommentTopic topic = CommentTopic.of(intent, reading.link(), explaining.now());
          questions.ask(topic, viewer, minute);
        }
      }
    }
    return true;
  }

  private boolean count(int minute, MinuteCount count, long by) {
    minutes.add(minute, count, by);
    return true;
  }

  /** The latest corrected time of a fact; the epoch where there is none. */
  public Instant lastFact() {
    return counts.lastFact;
  }

  /** Facts folded in. */
  public long facts() {
    return counts.facts;
  }

  /** Orders with a payment. */
  public long paidOrders() {
    return orders.paidOrders();
  }

  /** Units paid, of all products. */
  public long paidUnits() {
    return products.paidUnits();
  }

  /** Paid, a sum a currency. */
  public List<MoneySum> gmvPaid() {
    return orders.gmvPaid();
  }

  /** Paid less cancelled and refunded, a sum a currency. */
  public List<MoneySum> gmvNet() {
    return orders.gmvNet();
  }

  /** The figures; who is online is counted at the given time. */
  public RoomFigures figures(Instant asOf) {
    return new RoomFigures(
        counts.facts,
        counts.duplicates,
        counts.quarantined,
        counts.platform,
        orders.flagged() + counts.overLimit,
        audience.count(),
        audience.onlineAt(asOf),
        audience.peak(),
        audience.watchedSeconds(),
        counts.comments,
        counts.likes,
        counts.impressions,
        counts.clicks,
        orders.created(),
        orders.paidOrders(),
        orders.refundedOrders(),
        orders.gmvPaid(),
        orders.gmvNet(),
        products.top(TOP_PRODUCTS),
        words.top(FREQUENT_WORDS),
        compute.sum(),
        costs.sums(),
        detail(asOf),
        counts.lastFact,
        asOf);
  }

  private RoomDetail detail(Instant asOf) {
    int now = Minutes.of(asOf);
    int last = now - WINDOW;
    int before = last - WINDOW;
    return new RoomDetail(
        audience.total(minutes.all()),
        audience.between(last, now, minutes.between(last, now)),
        audience.between(before, last, minutes.between(before, last)),
        audience.spread(),
        explaining.figures(audience.firstCame().orElse(counts.firstFact), showEnd()),
        questions.open(explaining.now()),
        minutes.curve(now - CURVE),
        looks.figures(showEnd()),
        wordMinutes.trends(now));
  }

  /**
   * Until when anybody was there; the latest fact's time where it is earlier, or nobody ever was.
   */
  private Instant showEnd() {
    Instant left = audience.firstCame().isEmpty() ? Instant.MAX : audience.lastLeft();
    return counts.lastFact.isBefore(left) ? counts.lastFact : left;
  }

  /**
   * Minute by minute, as far as facts tell of whole minutes: the last 48 hours of the show, and
   * what came after it within 48 hours of the first of them.
   */
  public RoomHistory history() {
    int end = Minutes.of(showEnd());
    Instant came = audience.firstCame().orElse(counts.firstFact);
    int first = Math.max(end - Minutes.MOST, Minutes.of(came));
    int last = Math.min(Minutes.of(counts.lastFact), first + Minutes.MOST);
    List<HistoryMinute> whole = new ArrayList<>();
    for (int minute = first; minute < last; minute++) {
      whole.add(new HistoryMinute(minutes.at(minute), audience.watchedIn(minute)));
    }
    int show = Math.clamp(end - (long) first, 0, whole.size());
    return new RoomHistory(Minutes.start(first), show, whole, stage.all());
  }

  /** What late facts changed, the latest minute first. */
  public List<Correction> corrections() {
    return corrections.all();
  }

  /** Hands out the parts that changed since the last call. */
  public void changes(PartSink sink) {
    if (changed) {
      changed = false;
      header(sink);
      seen.changes(sink);
      audience.changes(sink);
      orders.changes(sink);
      products.changes(sink);
      words.changes(sink);
      wordMinutes.changes(sink);
      compute.changes(sink);
      costs.changes(sink);
      stage.changes(sink);
      looks.changes(sink);
      minutes.changes(sink);
      explaining.changes(sink);
      questions.changes(sink);
      corrections.changes(sink);
    }
  }

  private void header(PartSink sink) {
    Packer header = new Packer().raw(STATE_VERSION);
    counts.pack(header);
    audience.packBase(header);
    minutes.packBase(header);
    sink.accept(new Packer().raw(PartKind.HEADER).bytes(), header.bytes());
  }

  /**
   * Takes in a part that {@link #changes} or a snapshot held, before the first fact. Parts come in
   * any order and may come again: the last one stands. {@link #resume} ends the loading.
   *
   * @param value null = the part is gone
   * @throws BrokenSnapshotException when it is none
   */
  public void load(byte[] key, byte @Nullable [] value) {
    Unpacker name = new Unpacker(key);
    int kind = name.raw();
    loaded.begin();
    if (kind != PartKind.SEEN && kind != PartKind.VIEWER && kind != PartKind.ORDER) {
      loaded.load(key, value);
    } else if (value != null) {
      // The many, each at once where it stays, so that a room is never held twice.
      Unpacker part = new Unpacker(value);
      switch (kind) {
        case PartKind.SEEN -> seen.load(name, part);
        case PartKind.VIEWER -> audience.load(name, part);
        default -> orders.load(name, part);
      }
    } else if (kind != PartKind.SEEN) {
      throw new BrokenSnapshotException("says that a viewer or an order is gone");
    }
  }

  /**
   * All parts are in: adds up what follows from them. Only now are there figures. Does nothing to a
   * room that was not loaded, or has resumed.
   *
   * @throws BrokenSnapshotException when a part is none
   */
  public void resume() {
    if (loaded.end()) {
      loaded.inOrder(this::place);
      audience.resume();
      orders.resume();
    }
  }

  private void place(byte[] key, byte[] value) {
    Unpacker name = new Unpacker(key);
    Unpacker part = new Unpacker(value);
    switch (name.raw()) {
      case PartKind.HEADER -> {
        if (part.raw() != STATE_VERSION) {
          throw new BrokenSnapshotException("is of another version");
        }
        counts.unpack(part);
        audience.unpackBase(part);
        minutes.unpackBase(part);
        questions.resume(minutes.lastSign());
      }
      case PartKind.TIMELINE -> audience.timeline().load(name, part);
      case PartKind.GOODS -> products.load(name, part);
      case PartKind.WORD -> words.load(name, part);
      case PartKind.WORD_MINUTE -> wordMinutes.load(name, part);
      case PartKind.MINUTE -> minutes.load(name, part);
      case PartKind.EXPLAINED -> explaining.load(name, part);
      case PartKind.QUESTION -> questions.load(name, part);
      case PartKind.COMPUTE -> compute.load(name, part);
      case PartKind.COST -> costs.load(name, part);
      case PartKind.BESIDE -> stage.load(name, part);
      case PartKind.LOOK -> looks.load(name, part);
      case PartKind.CORRECTED -> corrections.load(name, part);
      default -> throw new BrokenSnapshotException("holds an unknown part");
    }
  }

  /**
   * What the room takes of the heap, about: what grows with facts is counted slot by slot, what a
   * bound keeps small is left out.
   */
  public long bytesHeld() {
    return seen.bytes() + audience.bytes() + orders.bytes();
  }

  /** The whole state: magic, version, then every part as key and value, ordered by key. */
  public byte[] snapshot() {
    TreeMap<byte[], byte[]> parts = new TreeMap<>(Arrays::compareUnsigned);
    PartSink sink =
        (key, value) -> {
          if (value != null) {
            parts.put(key, value);
          }
        };
    header(sink);
    seen.all(sink);
    audience.all(sink);
    orders.all(sink);
    products.all(sink);
    words.all(sink);
    wordMinutes.all(sink);
    compute.all(sink);
    costs.all(sink);
    stage.all(sink);
    looks.all(sink);
    minutes.all(sink);
    explaining.all(sink);
    questions.all(sink);
    corrections.all(sink);
    Packer bytes = new Packer().raw(MAGIC).raw(STATE_VERSION).number(parts.size());
    parts.forEach(
        (key, value) -> bytes.number(key.length).raw(key).number(value.length).raw(value));
    return bytes.bytes();
  }

  /**
   * The room of a snapshot.
   *
   * @throws BrokenSnapshotException when the bytes are no snapshot of this version
   */
  public static RoomKernel restore(byte[] snapshot, RoomLimits limits, CommentWords commentWords) {
    Unpacker bytes = new Unpacker(snapshot);
    if (!Arrays.equals(bytes.raw(MAGIC.length), MAGIC) || bytes.raw() != STATE_VERSION) {
      throw new BrokenSnapshotException("is of another kind or version");
    }
    RoomKernel kernel = new RoomKernel(limits, commentWords);
    int parts = bytes.count();
    for (int i = 0; i < parts; i++) {
      kernel.load(bytes.raw(bytes.count()), bytes.raw(bytes.count()));
    }
    if (!bytes.isAtEnd()) {
      throw new BrokenSnapshotException("goes on after its end");
    }
    kernel.resume();
    return kernel;
  }
}
