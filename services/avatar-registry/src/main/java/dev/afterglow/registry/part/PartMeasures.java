package dev.afterglow.registry.part;

import dev.afterglow.avatar.AvatarFacts;
import dev.afterglow.avatar.ModelMeasures;
import dev.afterglow.registry.part.score.Measure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/** What is measured of a part's file, after it was accepted. */
final class PartMeasures {
  private PartMeasures() {}

  static Map<Measure, Double> model(Path file, AvatarFacts facts) throws IOException {
    ModelMeasures model = ModelMeasures.of(file);
    Map<Measure, Double> measured = new EnumMap<>(Measure.class);
    measured.put(Measure.ARKIT_SHAPES, (double) facts.shapes().size());
    measured.put(Measure.EYELID_TRAVEL, model.eyelidTravel());
    measured.put(Measure.MOUTH_TRAVEL, model.mouthTravel());
    measured.put(Measure.VERTICES, (double) model.counts().vertices());
    measured.put(Measure.TEXTURE_PIXELS, (double) model.counts().pixels());
    measured.put(Measure.HUMANOID_BONES, (double) model.humanBones());
    return measured;
  }

  static Map<Measure, Double> text(byte[] utf8) {
    String text = new String(utf8, StandardCharsets.UTF_8);
    Map<Measure, Double> measured = new EnumMap<>(Measure.class);
    measured.put(Measure.CHARACTERS, (double) text.codePointCount(0, text.length()));
    measured.put(
        Measure.LONGEST_LINE,
        text.lines().mapToDouble(line -> line.codePointCount(0, line.length())).max().orElse(0));
    return measured;
  }
}
