package dev.afterglow.studio.room;

/** What is heard of a room. */
public sealed interface RoomNews {

  /** Its figures. */
  record Figures(RoomFigures figures) implements RoomNews {}

  /** The service that counts does not answer now. */
  record Away() implements RoomNews {}
}
