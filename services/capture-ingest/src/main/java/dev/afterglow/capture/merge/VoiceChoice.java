package dev.afterglow.capture.merge;

import dev.afterglow.drive.VoicePacket;
import java.util.Arrays;
import java.util.Optional;

/**
 * Lets one voice of several through: that of the first in rank which is heard. When it has not been
 * for 200 ms the next takes over; it is preferred again once it has been heard for half a second.
 * The first packet of another source fades in over 10 ms, and none begins before the last one's
 * end. For one thread.
 */
public final class VoiceChoice {
  /** A source that has sent no voice for so long is passed over, microseconds. */
  public static final long SILENT_AFTER_US = 200_000;

  private static final long FADE_US = 10_000;
  private static final long OVERLAP_US = 2_000;
  private static final long NEVER = Long.MIN_VALUE;

  private final long[] heardUs = new long[Merge.MOST_SOURCES];
  private final long[] sinceUs = new long[Merge.MOST_SOURCES];
  private int speaker = -1;
  private int speakerRank;
  private boolean fades;
  private long endUs = NEVER;

  /** Nobody heard yet. */
  public VoiceChoice() {
    Arrays.fill(heardUs, NEVER);
  }

  /** The number of the source that is let through, or -1 before the first packet. */
  public int speaker() {
    return speaker;
  }

  /**
   * A packet came.
   *
   * @param source whose; 0 to {@link Merge#MOST_SOURCES} - 1
   * @param rank its rank, 1 first; of two equal ones the one that speaks goes on
   * @return what goes on of it; empty when another source speaks
   */
  public Optional<VoicePacket> take(int source, int rank, VoicePacket packet, long nowUs) {
    if (heardUs[source] == NEVER || nowUs - heardUs[source] > SILENT_AFTER_US) {
      sinceUs[source] = nowUs;
    }
    heardUs[source] = nowUs;
    if (source != speaker) {
      if (!mayTakeOver(source, rank, nowUs)) {
        return Optional.empty();
      }
      fades = speaker >= 0;
      speaker = source;
    }
    speakerRank = rank;
    if (fades && packet.timeUs() < endUs - OVERLAP_US) {
      return Optional.empty();
    }
    boolean first = fades;
    fades = false;
    endUs = packet.timeUs() + packet.durationUs();
    return Optional.of(first ? fadedIn(packet) : packet);
  }

  private boolean mayTakeOver(int source, int rank, long nowUs) {
    boolean silent = speaker < 0 || nowUs - heardUs[speaker] > SILENT_AFTER_US;
    return silent || (rank < speakerRank && nowUs - sinceUs[source] >= Merge.STEADY_US);
  }

  private static VoicePacket fadedIn(VoicePacket packet) {
    short[] samples = packet.samples();
    int fade = (int) Math.min(samples.length, FADE_US * packet.sampleRateHz() / 1_000_000);
    for (int i = 0; i < fade; i++) {
      samples[i] = (short) (samples[i] * i / fade);
    }
    return VoicePacket.owning(packet.timeUs(), packet.sampleRateHz(), samples);
  }
}
