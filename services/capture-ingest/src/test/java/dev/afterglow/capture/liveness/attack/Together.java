package dev.afterglow.capture.liveness.attack;

import dev.afterglow.capture.liveness.DeviceAttestation;
import dev.afterglow.capture.liveness.DriveWindow;
import dev.afterglow.capture.liveness.Liveness;
import dev.afterglow.capture.liveness.LivenessThresholds;
import dev.afterglow.capture.liveness.repeat.OpenTracks;
import java.util.ArrayList;
import java.util.List;

/** Drives that are open at the same time, judged a quarter of a second at a time as in service. */
final class Together {
  private static final long STRETCH_US = 250_000;

  private final OpenTracks tracks = new OpenTracks();
  private final List<Playing> drives = new ArrayList<>();
  private final List<Long> startsUs = new ArrayList<>();

  /** Adds a drive that begins so much after the first instant. */
  Together with(Take take, double startS) {
    Liveness liveness =
        new Liveness(
            LivenessThresholds.DEFAULTS,
            DeviceAttestation.SOFT,
            List.of(),
            tracks.open("drive " + drives.size()));
    drives.add(new Playing(take, liveness));
    startsUs.add(Math.round(startS * 1e6));
    return this;
  }

  /** Plays them all; the windows of each, in the order in which they were added. */
  List<List<DriveWindow>> judge() {
    for (long nowUs = STRETCH_US; !drives.stream().allMatch(Playing::over); nowUs += STRETCH_US) {
      for (int i = 0; i < drives.size(); i++) {
        drives.get(i).until(nowUs - startsUs.get(i));
      }
    }
    return drives.stream().map(Playing::windows).toList();
  }
}
