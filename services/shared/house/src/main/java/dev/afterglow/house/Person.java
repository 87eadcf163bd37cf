package dev.afterglow.house;

import dev.afterglow.house.body.Build;
import dev.afterglow.house.body.Garment;
import dev.afterglow.house.face.Features;
import dev.afterglow.house.paint.Canvas;
import dev.afterglow.house.paint.Complexion;
import dev.afterglow.house.paint.OutfitPainter;
import dev.afterglow.house.paint.QipaoPainter;
import dev.afterglow.house.paint.ShirtPainter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Who the house presenters are. Nobody's likeness: all of it is made up here. */
public enum Person {
  /** A woman in her twenties with a bob; the default. */
  LIN(
      "Afterglow house presenter",
      Build.SLENDER,
      Features.SOFT,
      Complexion.FAIR,
      List.of(
          new Wear(Garment.JACKET, OutfitPainter::paint),
          new Wear(Garment.QIPAO, QipaoPainter::paint))),

  /** A man in his thirties with cropped hair. */
  HAO(
      "Afterglow house presenter Hao",
      Build.BROAD,
      Features.ANGULAR,
      Complexion.TANNED,
      List.of(
          new Wear(Garment.APRON, ShirtPainter::apron),
          new Wear(Garment.POLO, ShirtPainter::polo)));

  private final String title;
  private final Build build;
  private final Features features;
  private final Complexion complexion;
  private final List<Wear> wardrobe;

  /** Clothes and how their picture is painted. */
  record Wear(Garment garment, Supplier<Canvas> painter) {
    String look() {
      return garment.name().toLowerCase(Locale.ROOT);
    }
  }

  Person(String title, Build build, Features features, Complexion complexion, List<Wear> wardrobe) {
    this.title = title;
    this.build = build;
    this.features = features;
    this.complexion = complexion;
    this.wardrobe = wardrobe;
  }

  /** The person of that name: small letters. */
  public static Optional<Person> named(String name) {
    for (Person person : values()) {
      if (person.word().equals(name)) {
        return Optional.of(person);
      }
    }
    return Optional.empty();
  }

  /** The name by which options and files call the person. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The names of the looks, the one worn at first before the others. */
  public List<String> looks() {
    return wardrobe.stream().map(Wear::look).toList();
  }

  String title() {
    return title;
  }

  Build build() {
    return build;
  }

  Features features() {
    return features;
  }

  Complexion complexion() {
    return complexion;
  }

  List<Wear> wardrobe() {
    return wardrobe;
  }
}
