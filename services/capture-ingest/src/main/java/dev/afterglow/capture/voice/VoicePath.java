package dev.afterglow.capture.voice;

import dev.afterglow.drive.VoicePacket;
import dev.afterglow.drive.sound.Resampler;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns the packets of one voice into packets of 48,000 samples a second, on the device's clock.
 *
 * <p>A resampler holds a few samples back until it knows their neighbours; the time of each packet
 * that comes out allows for that. A packet that does not follow the one before it within 20 ms
 * starts afresh. For one thread.
 */
public final class VoicePath {
  /** Samples a second of every packet that comes out. */
  public static final int RATE_HZ = 48_000;

  private static final long SEAM_US = 20_000;
  private static final int MOST_PACKETS_A_SECOND = 2;

  private @Nullable Resampler resampler;
  private @Nullable OpusVoice opus;
  private int rateHz;
  private long taken;
  private long given;
  private long expectedUs;

  /**
   * Takes the next packet.
   *
   * @param deviceTimeUs when its first sample was captured
   * @return the sound that is decided by now, at most a second, or empty for none yet
   * @throws IllegalArgumentException when the sound cannot be decoded, or lasts over half a second
   */
  public Optional<VoicePacket> take(long deviceTimeUs, Sound sound) {
    return switch (sound) {
      case Sound.Pcm pcm -> resampled(deviceTimeUs, pcm);
      case Sound.Opus packet ->
          Optional.of(VoicePacket.owning(deviceTimeUs, RATE_HZ, opus().decode(packet.packet())));
    };
  }

  private OpusVoice opus() {
    if (opus == null) {
      opus = new OpusVoice();
    }
    return opus;
  }

  private Optional<VoicePacket> resampled(long deviceTimeUs, Sound.Pcm pcm) {
    if (pcm.samples().length > pcm.rateHz() / MOST_PACKETS_A_SECOND) {
      throw new IllegalArgumentException("a voice packet lasts half a second at most");
    }
    if (pcm.rateHz() == RATE_HZ) {
      return Optional.of(VoicePacket.owning(deviceTimeUs, RATE_HZ, pcm.samples()));
    }
    if (resampler == null
        || rateHz != pcm.rateHz()
        || Math.abs(deviceTimeUs - expectedUs) > SEAM_US) {
      resampler = new Resampler(pcm.rateHz(), RATE_HZ);
      rateHz = pcm.rateHz();
      taken = 0;
      given = 0;
    }
    double heldUs = taken * 1e6 / rateHz - given * 1e6 / RATE_HZ;
    float[] block = new float[pcm.samples().length];
    for (int i = 0; i < block.length; i++) {
      block[i] = pcm.samples()[i] / 32_768f;
    }
    short[] out = toPcm(resampler.push(block));
    taken += block.length;
    given += out.length;
    expectedUs = deviceTimeUs + block.length * 1_000_000L / rateHz;
    return out.length == 0
        ? Optional.empty()
        : Optional.of(VoicePacket.owning(deviceTimeUs - Math.round(heldUs), RATE_HZ, out));
  }

  private static short[] toPcm(float[] samples) {
    short[] pcm = new short[samples.length];
    for (int i = 0; i < pcm.length; i++) {
      pcm[i] =
          (short) Math.clamp(Math.round(samples[i] * 32_768f), Short.MIN_VALUE, Short.MAX_VALUE);
    }
    return pcm;
  }
}
