package dev.afterglow.standalone.live;

import dev.afterglow.standalone.failure.ExitCode;
import dev.afterglow.standalone.failure.RunFailure;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.util.List;

/** Looks for the libraries that drawing needs before anything is started. */
public final class SystemLibraries {
  private static final List<String> NEEDED =
      List.of(System.getProperty("afterglow.standalone.libraries", "libEGL.so.1").split(","));

  private SystemLibraries() {}

  /** Says which library is missing and how to get it. */
  public static void check() {
    if (!System.getProperty("os.name", "").startsWith("Linux")) {
      return;
    }
    for (String name : NEEDED) {
      try (Arena arena = Arena.ofConfined()) {
        SymbolLookup.libraryLookup(name, arena);
      } catch (IllegalArgumentException missing) {
        throw new RunFailure(
            ExitCode.LIBRARY_MISSING,
            "The library %s is missing; install it with: apt-get install libegl1 libgl1-mesa-dri"
                .formatted(name),
            missing);
      }
    }
  }
}
