package dev.afterglow.standalone.live;

import dev.afterglow.house.Person;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a person asked for.
 *
 * @param runFor how long to broadcast; empty = until Ctrl-C
 * @param tape motion to replay; empty = the house tape
 * @param voice sound to replay; empty = the house tape's voice, or silence beside another tape
 * @param avatar a GLB or VRM file; empty = the house presenter
 * @param presenter which house presenter, where no avatar is given
 * @param look what the avatar wears from the beginning; empty = its first look
 * @param facts facts to play; empty = synthetic ones, made from the seed
 * @param rtmpUrls where to push, 0 to 8; each holds a stream key and is never printed
 * @param width pixels, even, 16 to 3,840
 * @param height pixels, even, 16 to 3,840
 * @param framesPerSecond 1 to 60
 * @param seed of the synthetic facts
 * @param dataFolder everything that the run keeps
 * @param json print one JSON object on standard output at the end
 * @param port of the page; 0 = any free one
 */
public record LiveOptions(
    Optional<Duration> runFor,
    Optional<Path> tape,
    Optional<Path> voice,
    Optional<Path> avatar,
    Person presenter,
    Optional<String> look,
    Optional<PlayedFile> facts,
    List<String> rtmpUrls,
    int width,
    int height,
    int framesPerSecond,
    long seed,
    Path dataFolder,
    boolean json,
    int port) {

  /** Checks the ranges. */
  public LiveOptions {
    rtmpUrls = List.copyOf(rtmpUrls);
    if (rtmpUrls.size() > 8) {
      throw new IllegalArgumentException("at most 8 RTMP targets, got " + rtmpUrls.size());
    }
    for (String url : rtmpUrls) {
      if (!url.matches("rtmps?://[^\\s/]+/\\S+")) {
        throw new IllegalArgumentException("--rtmp needs rtmp://HOST/APP/KEY or rtmps://…");
      }
    }
    if (avatar.isEmpty() && look.isPresent() && !presenter.looks().contains(look.get())) {
      throw new IllegalArgumentException(
          "--look of %s is one of %s"
              .formatted(presenter.word(), String.join(", ", presenter.looks())));
    }
    checkSide("width", width);
    checkSide("height", height);
    checkRange("--fps", framesPerSecond, 1, 60);
    checkRange("--port", port, 0, 65_535);
    if (runFor.isPresent()
        && (runFor.get().compareTo(Duration.ofSeconds(1)) < 0
            || runFor.get().compareTo(Duration.ofDays(2)) > 0)) {
      throw new IllegalArgumentException("--for must lie between 1s and 48h");
    }
  }

  private static void checkSide(String name, int pixels) {
    checkRange("--size " + name, pixels, 16, 3_840);
    if (pixels % 2 != 0) {
      throw new IllegalArgumentException("--size " + name + " must be even, was " + pixels);
    }
  }

  private static void checkRange(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s must lie between %d and %d, was %d".formatted(name, least, most, value));
    }
  }

  /** Leaves the stream keys out. */
  @Override
  public String toString() {
    return "LiveOptions[%dx%d@%d, rtmp targets: %d]"
        .formatted(width, height, framesPerSecond, rtmpUrls.size());
  }
}
