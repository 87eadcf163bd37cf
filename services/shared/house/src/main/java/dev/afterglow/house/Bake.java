package dev.afterglow.house;

import dev.afterglow.house.glb.GlbWriter;
import dev.afterglow.house.tape.HouseTape;
import dev.afterglow.house.tape.TapeText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Makes the house assets at build time, so that nobody waits for the sculpt at run time: {@code
 * Bake CLASSES_FOLDER}.
 */
public final class Bake {
  private Bake() {}

  public static void main(String[] args) throws IOException {
    System.setProperty("java.awt.headless", "true");
    Path folder = Path.of(args[0], "house");
    Files.createDirectories(folder);
    for (Person person : Person.values()) {
      byte[] file = GlbWriter.write(Presenter.sculpt(person));
      Files.write(folder.resolve(person.word() + ".vrm"), file);
    }
    Files.write(
        folder.resolve("tape.jsonl"),
        TapeText.write(HouseTape.frames(HouseAssets.voice(), HouseAssets.phonemes())));
  }
}
