package dev.afterglow.codec;

import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The senders that share a port, a decoder for each, so that one cannot disturb another's frames.
 *
 * <p>A sender gets a place with its first datagram that is not refused, and loses it to a newcomer
 * only after a silence. So neither a flood of rubbish nor one of good datagrams from many addresses
 * drives out a sender that is speaking. For one thread at a time.
 */
public final class SenderTable {
  private final Supplier<? extends MotionDecoder> decoders;
  private final int mostSenders;
  private final long silenceUs;
  private final Map<SocketAddress, Place> places = new HashMap<>();
  private final DecodeTally strangers = new DecodeTally();
  private MotionDecoder spare;

  /** Takes frames together with the address that they came from. */
  @FunctionalInterface
  public interface Listener {
    /** Called on the decoding thread, zero or more times a datagram. */
    void accept(SocketAddress sender, SourceFrame frame);
  }

  private static final class Place {
    private final MotionDecoder decoder;
    // Its own: the decoder has counted what earlier strangers sent as well.
    private final DecodeTally tally = new DecodeTally();
    private long heardUs;

    private Place(MotionDecoder decoder, long heardUs) {
      this.decoder = decoder;
      this.heardUs = heardUs;
    }
  }

  /**
   * A table with every place free.
   *
   * @param decoders makes the decoder of a new sender
   * @param mostSenders 1 or more
   * @param silenceUs microseconds of silence after which a place may go to another sender
   */
  public SenderTable(Supplier<? extends MotionDecoder> decoders, int mostSenders, long silenceUs) {
    if (mostSenders < 1 || silenceUs < 0) {
      throw new IllegalArgumentException("a port serves one sender or more");
    }
    this.decoders = decoders;
    this.mostSenders = mostSenders;
    this.silenceUs = silenceUs;
    this.spare = decoders.get();
  }

  /** Decodes a datagram with its sender's decoder; throws as little as {@link MotionDecoder}. */
  public Outcome decode(
      SocketAddress sender, ByteBuffer datagram, long arrivalUs, Listener listener) {
    Place place = places.get(sender);
    if (place == null) {
      return welcome(sender, datagram, arrivalUs, listener);
    }
    Outcome outcome =
        place.decoder.decode(datagram, arrivalUs, frame -> listener.accept(sender, frame));
    place.tally.count(outcome);
    if (!(outcome instanceof Outcome.Rejected)) {
      place.heardUs = arrivalUs;
    }
    return outcome;
  }

  /** How many senders have a place. */
  public int senders() {
    return places.size();
  }

  /** The counts of one sender with a place, or null. */
  public @Nullable DecodeTally tally(SocketAddress sender) {
    Place place = places.get(sender);
    return place == null ? null : place.tally;
  }

  /** The counts of the datagrams that came from senders without a place. */
  public DecodeTally strangers() {
    return strangers;
  }

  private Outcome welcome(
      SocketAddress sender, ByteBuffer datagram, long arrivalUs, Listener listener) {
    SocketAddress leaving = places.size() < mostSenders ? null : quietest();
    if (leaving != null && arrivalUs - at(leaving).heardUs < silenceUs) {
      return counted(Outcome.rejected(RejectReason.NO_ROOM_FOR_SENDER));
    }
    MotionDecoder decoder = spare;
    Outcome outcome = decoder.decode(datagram, arrivalUs, frame -> listener.accept(sender, frame));
    if (outcome instanceof Outcome.Rejected) {
      return counted(outcome);
    }
    if (leaving != null) {
      places.remove(leaving);
    }
    spare = decoders.get();
    Place place = new Place(decoder, arrivalUs);
    place.tally.count(outcome);
    places.put(sender, place);
    return outcome;
  }

  private SocketAddress quietest() {
    SocketAddress quietest = places.keySet().iterator().next();
    for (Entry<SocketAddress, Place> entry : places.entrySet()) {
      if (entry.getValue().heardUs < at(quietest).heardUs) {
        quietest = entry.getKey();
      }
    }
    return quietest;
  }

  private Place at(SocketAddress sender) {
    return Objects.requireNonNull(places.get(sender));
  }

  private Outcome counted(Outcome outcome) {
    strangers.count(outcome);
    return outcome;
  }
}
