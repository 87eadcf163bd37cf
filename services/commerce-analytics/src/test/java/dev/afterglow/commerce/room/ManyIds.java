package dev.afterglow.commerce.room;

import dev.afterglow.facts.Fact;
import dev.afterglow.facts.Happening;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Rooms that hold many ids, in a JVM of its own with a small heap: folds, writes the changes to a
 * file, forgets everything, restores from the file and tells each fact again.
 */
public final class ManyIds {
  private static final int ROOMS = 100;
  private static final int FACTS_A_VIEWER = 10;
  private static final int FACTS_A_COMMIT = 5_000;

  private ManyIds() {}

  /** Takes the file and how many ids; prints bytes held an id, restored bytes, repeats found. */
  public static void main(String[] arguments) throws IOException {
    Path file = Path.of(arguments[0]);
    int ids = Integer.parseInt(arguments[1]);
    long held = fold(file, ids);
    RoomKernel[] rooms = restored(file);
    long restored = bytes(rooms);
    long repeats = 0;
    for (int i = 0; i < ids; i++) {
      boolean known = rooms[i % ROOMS].apply(fact(i), received(i)) == RoomKernel.Outcome.DUPLICATE;
      repeats += known ? 1 : 0;
    }
    System.out.println(held / ids + " " + restored / ids + " " + repeats);
  }

  private static long fold(Path file, int ids) throws IOException {
    RoomKernel[] rooms = rooms();
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      for (int i = 0; i < ids; i++) {
        rooms[i % ROOMS].apply(fact(i), received(i));
        if (i % FACTS_A_COMMIT == 0 || i == ids - 1) {
          write(rooms, out);
        }
      }
    }
    return bytes(rooms);
  }

  private static void write(RoomKernel[] rooms, DataOutputStream out) {
    for (int room = 0; room < ROOMS; room++) {
      int number = room;
      rooms[room].changes(
          (key, value) -> {
            try {
              out.writeInt(number);
              out.writeInt(key.length);
              out.write(key);
              out.writeInt(value == null ? -1 : value.length);
              out.write(value == null ? new byte[0] : value);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
  }

  private static RoomKernel[] restored(Path file) throws IOException {
    RoomKernel[] rooms = rooms();
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      while (true) {
        RoomKernel room = rooms[in.readInt()];
        byte[] key = in.readNBytes(in.readInt());
        int length = in.readInt();
        room.load(key, length < 0 ? null : in.readNBytes(length));
      }
    } catch (EOFException e) {
      for (RoomKernel room : rooms) {
        room.resume();
      }
      return rooms;
    }
  }

  private static RoomKernel[] rooms() {
    RoomKernel[] rooms = new RoomKernel[ROOMS];
    for (int room = 0; room < ROOMS; room++) {
      rooms[room] = new RoomKernel(RoomLimits.DEFAULT, RoomFacts.SPLIT);
    }
    return rooms;
  }

  private static long bytes(RoomKernel[] rooms) {
    long bytes = 0;
    for (RoomKernel room : rooms) {
      bytes += room.bytesHeld();
    }
    return bytes;
  }

  private static Fact fact(int i) {
    String viewer = "v" + i / (ROOMS * FACTS_A_VIEWER);
    return RoomFacts.of("id-" + i, i / 20_000, viewer, new Happening.Like(1));
  }

  private static java.time.Instant received(int i) {
    return RoomFacts.at(i / 20_000);
  }
}
