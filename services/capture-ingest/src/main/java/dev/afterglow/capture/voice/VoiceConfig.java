package dev.afterglow.capture.voice;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;

/** How voices are brought to their level. */
@ConfigMapping(prefix = "afterglow.capture.voice")
public interface VoiceConfig {

  /**
   * The loudness that a voice is brought to, LUFS. Phones and selling platforms play at about -16:
   * a room at that level is neither lost between others nor turned down by the platform.
   */
  @WithDefault("-16")
  @DecimalMin("-40")
  @DecimalMax("-10")
  double targetLufs();

  /**
   * How much the gain may lift, dB. Twenty bring a speaker who is two metres from the microphone to
   * the target; more would lift the room instead of the voice.
   */
  @WithDefault("20")
  @DecimalMin("0")
  @DecimalMax("40")
  double mostBoostDb();

  /** How much the gain may lower, dB. Twenty bring full scale down to the target. */
  @WithDefault("20")
  @DecimalMin("0")
  @DecimalMax("40")
  double mostCutDb();

  /**
   * How fast the gain rises, dB a second, once three seconds of voice have been heard; until then
   * it moves by 6 dB a second, to be there before the first sentence is over. One is slower than
   * any sentence swells, so nobody hears it move.
   */
  @WithDefault("1")
  @DecimalMin("0.01")
  @DecimalMax("12")
  double riseDbPerS();

  /** How fast the gain falls, dB a second. Too loud is worse than too quiet, so it is quicker. */
  @WithDefault("3")
  @DecimalMin("0.01")
  @DecimalMax("12")
  double fallDbPerS();

  /**
   * What no peak passes, dBTP. One below full scale leaves room for what AAC adds to a peak (EBU R
   * 128).
   */
  @WithDefault("-1")
  @DecimalMin("-12")
  @DecimalMax("-0.1")
  double ceilingDbtp();

  /**
   * The peak, as captured, that opens the noise gate, dBFS; 6 dB less and 250 ms later it shuts. A
   * quiet room at a usual microphone peaks at -60 to -50, a soft voice at -35.
   */
  @WithDefault("-48")
  @DecimalMin("-90")
  @DecimalMax("-20")
  double gateOpensDbfs();

  /**
   * By how much the shut gate lowers the room, dB; 0 for no gate. Twenty make a fan vanish behind
   * the music of a room; a gate that shuts wholly makes each word begin out of nothing.
   */
  @WithDefault("20")
  @DecimalMin("0")
  @DecimalMax("60")
  double gateRangeDb();

  /**
   * Whether a late, quieter copy of the voice is lowered: the driver's own loudspeaker. Off by
   * default, since a driver wears headphones, and a guard without the loudspeaker's signal can take
   * a repeated word for an echo.
   */
  @WithDefault("false")
  boolean echoGuard();

  /** The same in plain Java. */
  default VoiceSettings settings() {
    return new VoiceSettings(
        targetLufs(),
        mostBoostDb(),
        mostCutDb(),
        riseDbPerS(),
        fallDbPerS(),
        ceilingDbtp(),
        gateOpensDbfs(),
        gateRangeDb(),
        echoGuard());
  }
}
