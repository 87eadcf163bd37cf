package dev.afterglow.commerce.room;

import dev.afterglow.facts.Fact;
import dev.afterglow.facts.Happening;
import java.time.Instant;
import java.util.Arrays;
import java.util.TreeMap;

/**
 * One room: folds facts into figures. Not safe for several threads at once.
 *
 * <p>Deterministic: no clock, no random number, no order of a hash table reaches the state, so the
 * same facts with the same times of receipt in the same order give the same {@link #snapshot()}.
 *
 * <p>Made to be split: viewers, orders, products, words and timeline pages are independent of each
 * other, so a room hotter than a core can be folded in shards by viewer and its parts added up.
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

  private static final int VERSION = 1;
  private static final byte[] MAGIC = {'A', 'G', 'R', 'K'};
  private static final int TOP_PRODUCTS = 20;
  private static final int FREQUENT_WORDS = 50;

  private final CommentWords commentWords;
  private final RoomCounts counts = new RoomCounts();
  private final SeenFacts seen;
  private final Audience audience;
  private final Products products;
  private final OrderBook orders;
  private final WordTally words;
  private final ComputeTally compute = new ComputeTally();
  private boolean changed;

  /** A room in which nothing happened yet. */
  public RoomKernel(RoomLimits limits, CommentWords commentWords) {
    this.commentWords = commentWords;
    this.seen = new SeenFacts(limits.seenFacts());
    this.audience = new Audience(limits.mostViewers());
    this.products = new Products(limits.mostProducts());
    this.orders = new OrderBook(limits.mostOrders(), products);
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
        counts.latest(time);
        boolean present = presence(fact, time);
        boolean folded = fold(fact.what());
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
    if (fact.viewer().isEmpty()) {
      return true;
    }
    return switch (fact.what()) {
      case Happening.Enter _,
          Happening.Heartbeat _,
          Happening.Comment _,
          Happening.Like _,
          Happening.Share _,
          Happening.Follow _,
          Happening.Gift _,
          Happening.ProductImpression _,
          Happening.ProductClick _,
          Happening.CartAdd _ ->
          audience.sign(fact.viewer(), time);
      case Happening.Leave _ -> {
        audience.leave(fact.viewer(), time);
        yield true;
      }
      default -> true;
    };
  }

  private boolean fold(Happening what) {
    return switch (what) {
      case Happening.Comment comment -> {
        counts.comments++;
        words.comment(commentWords.of(comment.text()));
        yield true;
      }
      case Happening.Like like -> {
        counts.likes += like.count();
        yield true;
      }
      case Happening.ProductImpression shown -> {
        counts.impressions++;
        yield products.impression(shown.productId());
      }
      case Happening.ProductClick click -> {
        counts.clicks++;
        yield products.click(click.productId());
      }
      case Happening.OrderCreated told ->
          orders.change(told.orderId(), order -> order.create(told.lines()));
      case Happening.OrderPaid told ->
          orders.change(told.orderId(), order -> order.pay(told.amount()));
      case Happening.OrderCancelled told -> orders.change(told.orderId(), Order::cancel);
      case Happening.OrderRefunded told ->
          orders.change(told.orderId(), order -> order.refund(told.amount()));
      case Happening.ComputeUsed used -> compute.used(used);
      default -> true;
    };
  }

  /** The latest corrected time of a fact; the epoch where there is none. */
  public Instant lastFact() {
    return counts.lastFact;
  }

  /** The figures; who is online is counted at the given time. */
  public RoomFigures figures(Instant asOf) {
    return new RoomFigures(
        counts.facts,
        counts.duplicates,
        counts.quarantined,
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
        counts.lastFact,
        asOf);
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
      compute.changes(sink);
    }
  }

  private void header(PartSink sink) {
    Packer header = new Packer().raw(VERSION);
    counts.pack(header);
    audience.timeline().packBase(header);
    sink.accept(new Packer().raw(PartKind.HEADER).bytes(), header.bytes());
  }

  /**
   * Takes in a part that {@link #changes} or a snapshot held. Parts come in the order of their
   * keys, compared as unsigned bytes, and before the first fact.
   *
   * @throws BrokenSnapshotException when it is none
   */
  public void load(byte[] key, byte[] value) {
    Unpacker name = new Unpacker(key);
    Unpacker part = new Unpacker(value);
    switch (name.raw()) {
      case PartKind.HEADER -> {
        if (part.raw() != VERSION) {
          throw new BrokenSnapshotException("is of another version");
        }
        counts.unpack(part);
        audience.timeline().unpackBase(part);
      }
      case PartKind.SEEN -> seen.load(name, part);
      case PartKind.VIEWER -> audience.load(name, part);
      case PartKind.TIMELINE -> audience.timeline().load(name, part);
      case PartKind.ORDER -> orders.load(name, part);
      case PartKind.GOODS -> products.load(name, part);
      case PartKind.WORD -> words.load(name, part);
      case PartKind.COMPUTE -> compute.load(name, part);
      default -> throw new BrokenSnapshotException("holds an unknown part");
    }
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
    compute.all(sink);
    Packer bytes = new Packer().raw(MAGIC).raw(VERSION).number(parts.size());
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
    if (!Arrays.equals(bytes.raw(MAGIC.length), MAGIC) || bytes.raw() != VERSION) {
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
    return kernel;
  }
}
