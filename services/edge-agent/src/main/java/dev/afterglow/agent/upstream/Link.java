package dev.afterglow.agent.upstream;

import dev.afterglow.agent.source.Captures;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.uplink.DeviceClock;
import io.grpc.ManagedChannel;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** The way up with all that it stands on: a channel, an uplink, the memory of a chain. */
public final class Link implements AutoCloseable {
  private final ManagedChannel channel;
  private final Uplink uplink;
  private final Optional<SigningDevice> device;

  private Link(ManagedChannel channel, Uplink uplink, Optional<SigningDevice> device) {
    this.channel = channel;
    this.uplink = uplink;
    this.device = device;
  }

  /**
   * Starts; the drive is opened with its first frame.
   *
   * @param place where capture-ingest is
   * @param device signs each batch; empty to sign nothing. Closed with the link.
   * @param clock the clock of the frames
   * @throws IOException when the host is not known, or a file cannot be read
   */
  public static Link open(
      IngestPlace place, DriveSession session, Optional<SigningDevice> device, DeviceClock clock)
      throws IOException {
    ManagedChannel channel = ChannelGrpc.open(place);
    Uplink uplink =
        device.isPresent()
            ? Uplink.signed(channel, session, device.get(), clock)
            : Uplink.plain(channel, session, clock);
    return new Link(channel, uplink, device);
  }

  /** A frame of the drive; never waits. */
  public void offer(MotionFrame frame, Captures madeBy) {
    uplink.offer(frame, madeBy);
  }

  /**
   * A packet of the drive's sound; never waits. It opens a drive to which no motion is brought;
   * else what is said before the first frame belongs to no drive.
   *
   * @param pcm 20 ms at 48,000 samples a second
   * @param timeUs when the first sample was recorded
   */
  public void offer(short[] pcm, long timeUs) {
    uplink.offer(pcm, timeUs);
  }

  /** The driver sees the challenge from now on. */
  public void shown(AskedChallenge challenge) {
    uplink.shown(challenge);
  }

  /** The driver is ready to teach their digits; nothing happens while the drive is not open. */
  public void teach() {
    uplink.teach();
  }

  /** The figures now. */
  public LinkReading reading() {
    return uplink.reading();
  }

  /** Ends in order: what was captured is brought, as far as that goes within the time. */
  public void end(Duration within) {
    uplink.end(within.toNanos());
  }

  /** Ends within two seconds, if it has not been ended. */
  @Override
  public void close() {
    uplink.close();
    channel.shutdownNow();
    device.ifPresent(it -> it.memory().close());
  }
}
