package dev.afterglow.standalone.room;

import dev.afterglow.standalone.process.Disk;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Properties;

/** Ids that a data folder's next run can use again: the presenter, and an avatar per file. */
final class RememberedRoom {
  private final Path file;
  private final Properties ids = new Properties();

  RememberedRoom(Path dataFolder) {
    file = dataFolder.resolve("room.properties");
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        ids.load(reader);
      } catch (IOException e) {
        throw Disk.failure(file, e);
      }
    }
  }

  String subject() {
    return ids.getProperty("subject", "");
  }

  void rememberSubject(String subject) {
    remember("subject", subject);
  }

  /** The avatar that a subject registered from exactly these bytes, or "". */
  String avatar(String subject, byte[] sha256) {
    return ids.getProperty(key(subject, sha256), "");
  }

  void rememberAvatar(String subject, byte[] sha256, String avatar) {
    remember(key(subject, sha256), avatar);
  }

  private static String key(String subject, byte[] sha256) {
    return "avatar." + subject + "." + HexFormat.of().formatHex(sha256);
  }

  private void remember(String key, String value) {
    ids.setProperty(key, value);
    try (Writer writer = Files.newBufferedWriter(file)) {
      ids.store(writer, null);
    } catch (IOException e) {
      throw Disk.failure(file, e);
    }
  }
}
