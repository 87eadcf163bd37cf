package dev.afterglow.capture.liveness.attack;

import dev.afterglow.capture.liveness.repeat.MotionFingerprint;
import java.util.List;

/**
 * A faked drive.
 *
 * @param name which row of the table it belongs to
 * @param take what is sent
 * @param fromS when there is something to notice: a loop is none before its second pass
 * @param earlier what is kept of earlier drives
 */
record Attack(String name, Take take, double fromS, List<MotionFingerprint> earlier) {
  Attack(String name, Take take, double fromS) {
    this(name, take, fromS, List.of());
  }
}
