package dev.afterglow.capture.drive;

import java.util.List;
import java.util.Optional;

/**
 * Some drive sessions, newest first.
 *
 * @param drives the page
 * @param next asks for the page after it; empty for the last
 */
public record DrivePage(List<DriveView> drives, Optional<String> next) {
  public DrivePage {
    drives = List.copyOf(drives);
  }
}
