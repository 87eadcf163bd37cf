package dev.afterglow.registry.transparency;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** The files that a log consists of, wherever they lie. Paths are those of C2SP tlog-tiles. */
public interface LogFiles {
  /** Where the newest signed head lies. */
  String CHECKPOINT = "checkpoint";

  /** The file's bytes; empty where there is none. */
  Optional<byte[]> read(String path) throws IOException;

  /** The paths of all files. */
  Set<String> paths() throws IOException;
}
