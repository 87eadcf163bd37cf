package dev.afterglow.render.encode;

import dev.afterglow.render.convert.PlanarPicture;
import dev.afterglow.render.ffmpeg.Ffmpeg;
import dev.afterglow.render.ffmpeg.FfmpegException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which H.264 encoder this machine is given: the first of those asked for that encodes some
 * pictures when it is tried. That a build knows an encoder's name says nothing: NVENC stands in
 * every build, and an H100 has none.
 *
 * @param tried in the order in which they were asked for; those after the chosen one are tried too,
 *     so that an operator sees what there is
 */
public record EncoderChoice(List<Trial> tried) {
  private static final StreamFormat SMALL = new StreamFormat(320, 240, 30, 500_000, 64_000);
  private static final int PICTURES = 5;

  public EncoderChoice {
    tried = List.copyOf(tried);
  }

  /**
   * What a trial gave.
   *
   * @param name FFmpeg's name
   * @param fault in words; empty when it encodes
   */
  public record Trial(String name, String fault) {
    /** Whether it encodes here. */
    public boolean works() {
      return fault.isEmpty();
    }
  }

  /** Tries them all; takes some hundred milliseconds. */
  public static EncoderChoice among(List<String> names) {
    List<Trial> tried = new ArrayList<>();
    for (String name : names) {
      tried.add(new Trial(name, fault(name)));
    }
    return new EncoderChoice(tried);
  }

  /** The first that works. */
  public Optional<String> chosen() {
    return tried.stream().filter(Trial::works).map(Trial::name).findFirst();
  }

  private static String fault(String name) {
    try {
      if (Ffmpeg.videoEncoder(List.of(name)).isEmpty()) {
        return "this build of FFmpeg does not have it";
      }
      return encodes(name) ? "" : "it took pictures and gave no key frame";
    } catch (FfmpegException e) {
      return String.valueOf(e.getMessage());
    } catch (LinkageError e) {
      return "the FFmpeg libraries could not be loaded";
    }
  }

  private static boolean encodes(String name) {
    List<Packet> out = new ArrayList<>();
    try (VideoEncoder encoder = new VideoEncoder(SMALL, name)) {
      PlanarPicture black = new PlanarPicture(SMALL.width(), SMALL.height());
      for (int i = 0; i < PICTURES; i++) {
        encoder.encode(black, i * 3_000L, i == 0, out::add);
      }
      encoder.finish(out::add);
    }
    return !out.isEmpty() && out.getFirst().key();
  }
}
