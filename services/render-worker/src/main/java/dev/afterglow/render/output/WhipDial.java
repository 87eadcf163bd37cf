package dev.afterglow.render.output;

import dev.afterglow.render.encode.Packet;
import dev.afterglow.render.encode.Packet.Track;
import dev.afterglow.render.whip.WhipEndpoint;
import dev.afterglow.render.whip.WhipException;
import dev.afterglow.render.whip.WhipSession;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Connects to a WHIP endpoint. RTP has no place for the AIGC label; the picture's own label and the
 * stream's marks go along.
 */
record WhipDial(
    WhipEndpoint endpoint,
    Tracks tracks,
    StreamTime time,
    LongSupplier nanoClock,
    InstantSource clock)
    implements PushLine.Dial {

  @Override
  public boolean carries(Track track) {
    return track == Track.VIDEO || track == Track.OPUS;
  }

  @Override
  public PushLine open(BooleanSupplier giveUp) throws WhipException {
    return new Line(
        WhipSession.open(endpoint, tracks.videoHead(), nanoClock, clock.instant(), giveUp), time);
  }

  /** Begins with a key frame; sound begins with the first packet that is not older. */
  private static final class Line implements PushLine {
    private final WhipSession session;
    private final StreamTime time;
    private boolean begun;
    private long firstUs;

    Line(WhipSession session, StreamTime time) {
      this.session = session;
      this.time = time;
    }

    @Override
    public void write(Packet packet) throws WhipException {
      if (!begun) {
        if (packet.track() != Track.VIDEO || !packet.key()) {
          return;
        }
        time.begins(packet);
        firstUs = packet.ptsUs();
      }
      long ticks = packet.pts() - time.zeroTicks(packet.track());
      if (ticks < 0 || packet.ptsUs() < firstUs) {
        return;
      }
      begun = true;
      if (packet.track() == Track.VIDEO) {
        session.video(packet.data(), packet.key(), ticks);
      } else {
        session.sound(packet.data(), ticks);
      }
    }

    @Override
    public void finish() {
      // what was written has been sent
    }

    @Override
    public void close() {
      session.close();
    }
  }
}
