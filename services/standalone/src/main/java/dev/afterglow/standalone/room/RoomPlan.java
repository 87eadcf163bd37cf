package dev.afterglow.standalone.room;

import java.util.List;

/**
 * What the room shall be.
 *
 * @param avatar the file to show
 * @param width pixels
 * @param height pixels
 * @param framesPerSecond frames a second
 * @param rtmpUrls where to push, over RTMP or, where it begins with {@code srt://}, SRT; each holds
 *     a key
 * @param title what the broadcast is called, 1 to 128 characters
 */
public record RoomPlan(
    AvatarFile avatar,
    int width,
    int height,
    int framesPerSecond,
    List<String> rtmpUrls,
    String title) {

  /** Copies the list. */
  public RoomPlan {
    rtmpUrls = List.copyOf(rtmpUrls);
  }

  /** Leaves the stream keys out. */
  @Override
  public String toString() {
    return "RoomPlan[%s, %dx%d@%d]".formatted(title, width, height, framesPerSecond);
  }
}
