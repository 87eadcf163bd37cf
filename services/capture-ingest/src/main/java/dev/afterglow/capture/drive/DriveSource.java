package dev.afterglow.capture.drive;

import dev.afterglow.capture.channel.Channels;
import dev.afterglow.capture.health.DriveHealth;
import dev.afterglow.capture.health.SourceHealth;
import dev.afterglow.capture.liveness.DriveWindow;
import dev.afterglow.platform.error.AfterglowException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One source of a drive: at most one device at a time brings its samples. Times are microseconds on
 * the service's clock. For one thread.
 */
final class DriveSource {
  // The contract says at least every 500 ms; each is a write of the socket.
  private static final long ACK_EVERY_US = 400_000;

  private final String id;
  private final DriveStream stream;
  private final Outlet outlet;
  private Channels channels;
  private boolean showsChallenges;
  private long tripUs;
  private Pings pings = new Pings();
  private @Nullable DeviceLink link;
  private long messageUs;
  private long acknowledgedUs;
  private long acknowledgedMotion;
  private long acknowledgedVoice;

  /**
   * A source that nobody drives yet.
   *
   * @param outlet where its stream goes on
   */
  DriveSource(SourceHello hello, DriveStream stream, Outlet outlet) {
    this.id = hello.sourceId();
    this.channels = hello.channels();
    this.stream = stream;
    this.outlet = outlet;
  }

  String id() {
    return id;
  }

  DriveStream stream() {
    return stream;
  }

  Channels channels() {
    return channels;
  }

  @Nullable DeviceLink link() {
    return link;
  }

  /** Whether its device shows challenges to its driver. */
  boolean showsChallenges() {
    return showsChallenges;
  }

  /** The newest answered ping's way there and back. */
  long tripUs() {
    return tripUs;
  }

  /** Whether a device drives it, and has said something lately. */
  boolean taken(long nowUs) {
    return link != null && nowUs - messageUs <= LiveDrive.SILENT_AFTER_US;
  }

  /** A device opens it; whoever held it before is refused. */
  void open(DeviceLink newLink, SourceHello hello, long nowUs, AfterglowException toTheOther) {
    refuse(toTheOther);
    link = newLink;
    channels = hello.channels();
    showsChallenges = hello.showsChallenges();
    pings = new Pings();
    messageUs = nowUs;
    stream.reopen(hello.deviceUs(), hello.calibration(), nowUs);
    newLink.opened(stream.motionSequence(), stream.voiceSequence());
    ping(nowUs);
  }

  void motion(List<MotionArrival> samples, long nowUs) {
    messageUs = nowUs;
    samples.forEach(sample -> stream.take(sample, nowUs));
    stream.release(outlet, nowUs);
  }

  void voice(VoiceArrival packet, long nowUs) {
    messageUs = nowUs;
    stream.take(packet, nowUs);
    stream.release(outlet, nowUs);
  }

  void answered(long pingId, long deviceUs, long nowUs) {
    messageUs = nowUs;
    long sentUs = pings.answered(pingId);
    if (sentUs >= 0) {
      tripUs = nowUs - sentUs;
      stream.answered(deviceUs, sentUs, nowUs);
    }
  }

  /** Its device goes away; everything that came is told. */
  void detach(long nowUs) {
    DeviceLink left = link;
    if (left != null) {
      stream.finish(outlet, nowUs);
      acknowledge(left);
      link = null;
    }
  }

  /** Ends its device's stream. */
  void refuse(AfterglowException refusal) {
    if (link != null) {
      link.refuse(refusal);
      link = null;
    }
  }

  /** Looks at the clock: pings, gives up gaps, acknowledges. Says whether it must end. */
  boolean tick(long nowUs) {
    DeviceLink live = link;
    if (live == null) {
      return true;
    }
    ping(nowUs);
    boolean well = release(live, nowUs);
    if (well && nowUs - acknowledgedUs >= ACK_EVERY_US) {
      acknowledge(live);
      acknowledgedUs = nowUs;
    }
    return well;
  }

  SourceHealth health(boolean leads, Optional<DriveWindow> window, long nowUs) {
    DriveHealth health = stream.health(nowUs).with(window, stream.voice(nowUs));
    return new SourceHealth(id, link != null, leads, health);
  }

  private boolean release(DeviceLink live, long nowUs) {
    try {
      stream.release(outlet, nowUs);
      return true;
    } catch (AfterglowException e) {
      live.refuse(e);
      link = null;
      return false;
    }
  }

  private void ping(long nowUs) {
    long due = pings.due(nowUs);
    if (due > 0 && link != null) {
      link.ping(due);
    }
  }

  private void acknowledge(DeviceLink live) {
    long motion = stream.motionSequence();
    long voice = stream.voiceSequence();
    if (motion != acknowledgedMotion || voice != acknowledgedVoice) {
      live.acknowledge(motion, voice);
      acknowledgedMotion = motion;
      acknowledgedVoice = voice;
    }
  }
}
