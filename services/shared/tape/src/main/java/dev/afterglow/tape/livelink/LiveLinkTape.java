package dev.afterglow.tape.livelink;

import dev.afterglow.tape.FrameCursor;
import dev.afterglow.tape.MotionTape;
import dev.afterglow.tape.TapeHeader;
import dev.afterglow.tape.TapeLines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A Live Link Face tape on disk. Its first frame is at time 0.
 *
 * <p>The file does not say how many frames a second its time codes count, so the smallest common
 * rate that holds every frame number is taken.
 *
 * @param path the file
 * @param framesPerSecond what the time codes count
 * @param header what it held when it was checked
 */
public record LiveLinkTape(Path path, int framesPerSecond, TapeHeader header)
    implements MotionTape {
  private static final List<Integer> RATES = List.of(24, 25, 30, 48, 50, 60, 120, 240);

  /**
   * Reads the file to its end.
   *
   * @throws dev.afterglow.tape.TapeException when it has any fault
   */
  public static LiveLinkTape read(Path path) throws IOException {
    int framesPerSecond = rate(path);
    try (FrameCursor cursor = new LiveLinkCursor(TapeLines.open(path), framesPerSecond)) {
      return new LiveLinkTape(path, framesPerSecond, TapeHeader.scan(cursor));
    }
  }

  @Override
  public FrameCursor open() throws IOException {
    return new LiveLinkCursor(TapeLines.open(path), framesPerSecond);
  }

  private static int rate(Path path) throws IOException {
    double highest = 0;
    try (TapeLines lines = TapeLines.open(path)) {
      byte[] first = lines.next();
      if (first == null) {
        return RATES.getFirst();
      }
      Columns columns = Columns.of(LiveLinkCursor.cells(first));
      for (byte[] line = lines.next(); line != null; line = lines.next()) {
        List<String> cells = LiveLinkCursor.cells(line);
        String code = columns.timecode() < cells.size() ? cells.get(columns.timecode()) : "";
        highest = Math.max(highest, Timecode.parse(code).map(Timecode::frame).orElse(0.0));
      }
    }
    for (int rate : RATES) {
      if (highest < rate) {
        return rate;
      }
    }
    return RATES.getLast();
  }
}
