package dev.afterglow.tape.vrma;

import dev.afterglow.drive.Rotation;
import org.jspecify.annotations.Nullable;

/** A node of the file: where it hangs, how it rests, what moves it. */
final class Node {
  int parent = -1;
  Rotation rest = Rotation.IDENTITY;
  @Nullable Track rotation;
  @Nullable Track translation;
}
