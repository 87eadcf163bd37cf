package dev.afterglow.render.worker;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** How this worker renders and where it puts files. */
@ConfigMapping(prefix = "afterglow.render")
public interface RenderConfig {
  /**
   * Where recordings and HLS files go, a folder a render. Default: a folder beside where the worker
   * was started, so that a first try needs no rights anywhere else.
   */
  @WithDefault("data/recordings")
  Path recordingFolder();

  /**
   * H.264 encoders by FFmpeg's names; each is tried at start, and the first that encodes is taken.
   * Default: a GPU's own where it has one, x264 where its natives were added, else OpenH264, which
   * is in every build and under a permissive licence.
   */
  @WithDefault("h264_nvenc,libx264,libopenh264")
  @NotEmpty
  List<@NotBlank String> encoders();

  /**
   * From a piece's quickest arrival to the picture, milliseconds. Default 120: two frames of a 25
   * Hz camera and two voice packets of 20 ms, which a wired network delivers in order.
   */
  @WithDefault("120")
  @Min(20)
  @Max(1000)
  int playoutDelayMs();

  /**
   * How long the last motion is held before the drive counts as lost, milliseconds. Default 500:
   * longer than any blink of a tracker, shorter than a viewer takes a still face for a frozen
   * stream.
   */
  @WithDefault("500")
  @Min(100)
  @Max(5000)
  int driveLostAfterMs();

  /**
   * How near the camera stands: 1 shows head and shoulders, 2 half as much. Default 1: hands and
   * products still fit below the face.
   */
  @WithDefault("1.0")
  float closeness();

  /**
   * Pictures in a fragment of the preview. Default 1: whoever drives sees each picture as soon as
   * it is encoded. Each more saves a message a viewer and picture, and costs a picture's time.
   */
  @WithDefault("1")
  @Min(1)
  @Max(60)
  int previewPicturesPerFragment();

  /**
   * Who stands as producer in the AIGC metadata of the preview, 1 to 64 printable characters.
   * Default: the software's name; what goes out carries what studio says.
   */
  @WithDefault("afterglow")
  @Pattern(regexp = "[!#-\\[\\]-~]{1,64}")
  String contentProducer();

  /**
   * Free bytes on the recording's disk below which nothing goes on air. Default 512 MiB: half an
   * hour of the usual stream, time to notice.
   */
  @WithDefault("536870912")
  @Min(0)
  long leastFreeBytes();

  /**
   * How much of a recording may be lost when the machine loses its power, seconds: its segments are
   * synced to the disk, and named in its index, at the first key frame after that. Default 4: two
   * of HLS's usual segments, and a sync that a slow disk still keeps up with.
   */
  @WithDefault("4")
  @Min(1)
  @Max(60)
  int recordingSegmentSeconds();

  /** What this worker is to others. */
  Worker worker();

  /** What this worker is to others. */
  interface Worker {
    /**
     * Its name, 1 to 64 of letters, digits, dot, underscore, hyphen. Default: made from the host's
     * name.
     */
    Optional<String> id();

    /**
     * Broadcasts of 720x1280 at 30 pictures a second that it holds at once; a larger one takes
     * several. Default: what the worker measures when it starts.
     */
    Optional<@Min(1) @Max(64) Integer> slots();

    /**
     * Whether a render of nothing is made at start. Default true: the first render of a process is
     * seconds slower to begin than any later one, and a broadcast whose worker died waits for it.
     */
    @WithDefault("true")
    boolean practice();

    /** {@code host:port} under which studio reaches it. Default: where it listens. */
    Optional<String> advertisedAddress();
  }
}
