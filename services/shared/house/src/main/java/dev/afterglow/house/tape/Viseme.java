package dev.afterglow.house.tape;

import static dev.afterglow.drive.ArkitShape.JAW_OPEN;
import static dev.afterglow.drive.ArkitShape.MOUTH_FUNNEL;
import static dev.afterglow.drive.ArkitShape.MOUTH_LOWER_DOWN_LEFT;
import static dev.afterglow.drive.ArkitShape.MOUTH_LOWER_DOWN_RIGHT;
import static dev.afterglow.drive.ArkitShape.MOUTH_PRESS_LEFT;
import static dev.afterglow.drive.ArkitShape.MOUTH_PRESS_RIGHT;
import static dev.afterglow.drive.ArkitShape.MOUTH_PUCKER;
import static dev.afterglow.drive.ArkitShape.MOUTH_ROLL_LOWER;
import static dev.afterglow.drive.ArkitShape.MOUTH_SMILE_LEFT;
import static dev.afterglow.drive.ArkitShape.MOUTH_SMILE_RIGHT;
import static dev.afterglow.drive.ArkitShape.MOUTH_STRETCH_LEFT;
import static dev.afterglow.drive.ArkitShape.MOUTH_STRETCH_RIGHT;
import static dev.afterglow.drive.ArkitShape.MOUTH_UPPER_UP_LEFT;
import static dev.afterglow.drive.ArkitShape.MOUTH_UPPER_UP_RIGHT;

import dev.afterglow.drive.ArkitShape;
import java.util.List;
import java.util.Map;

/** How the mouth stands for a sound of speech. */
enum Viseme {
  REST(Map.of()),
  SHUT(Map.of(MOUTH_PRESS_LEFT, 0.30, MOUTH_PRESS_RIGHT, 0.30, MOUTH_ROLL_LOWER, 0.16)),
  LIP_TEETH(
      Map.of(
          JAW_OPEN,
          0.07,
          MOUTH_ROLL_LOWER,
          0.40,
          MOUTH_UPPER_UP_LEFT,
          0.14,
          MOUTH_UPPER_UP_RIGHT,
          0.14)),
  TONGUE_TIP(Map.of(JAW_OPEN, 0.15, MOUTH_LOWER_DOWN_LEFT, 0.14, MOUTH_LOWER_DOWN_RIGHT, 0.14)),
  BACK(Map.of(JAW_OPEN, 0.22, MOUTH_LOWER_DOWN_LEFT, 0.10, MOUTH_LOWER_DOWN_RIGHT, 0.10)),
  HISS(
      Map.of(
          JAW_OPEN,
          0.08,
          MOUTH_STRETCH_LEFT,
          0.22,
          MOUTH_STRETCH_RIGHT,
          0.22,
          MOUTH_LOWER_DOWN_LEFT,
          0.24,
          MOUTH_LOWER_DOWN_RIGHT,
          0.24,
          MOUTH_UPPER_UP_LEFT,
          0.12,
          MOUTH_UPPER_UP_RIGHT,
          0.12)),
  HUSH(Map.of(JAW_OPEN, 0.12, MOUTH_FUNNEL, 0.38, MOUTH_PUCKER, 0.12)),
  AH(
      Map.of(
          JAW_OPEN,
          0.62,
          MOUTH_LOWER_DOWN_LEFT,
          0.16,
          MOUTH_LOWER_DOWN_RIGHT,
          0.16,
          MOUTH_UPPER_UP_LEFT,
          0.12,
          MOUTH_UPPER_UP_RIGHT,
          0.12)),
  EH(
      Map.of(
          JAW_OPEN,
          0.36,
          MOUTH_STRETCH_LEFT,
          0.14,
          MOUTH_STRETCH_RIGHT,
          0.14,
          MOUTH_LOWER_DOWN_LEFT,
          0.18,
          MOUTH_LOWER_DOWN_RIGHT,
          0.18)),
  EE(
      Map.of(
          JAW_OPEN,
          0.20,
          MOUTH_STRETCH_LEFT,
          0.28,
          MOUTH_STRETCH_RIGHT,
          0.28,
          MOUTH_SMILE_LEFT,
          0.14,
          MOUTH_SMILE_RIGHT,
          0.14,
          MOUTH_LOWER_DOWN_LEFT,
          0.20,
          MOUTH_LOWER_DOWN_RIGHT,
          0.20)),
  OH(Map.of(JAW_OPEN, 0.40, MOUTH_FUNNEL, 0.46, MOUTH_PUCKER, 0.16)),
  OO(Map.of(JAW_OPEN, 0.20, MOUTH_PUCKER, 0.55, MOUTH_FUNNEL, 0.30)),
  UE(Map.of(JAW_OPEN, 0.14, MOUTH_PUCKER, 0.62, MOUTH_FUNNEL, 0.12));

  final Map<ArkitShape, Double> weights;

  Viseme(Map<ArkitShape, Double> weights) {
    this.weights = weights;
  }

  /** The stands that a sound goes through, evenly in its time; names as espeak-ng spells them. */
  static List<Viseme> of(String sound) {
    String name = sound.replaceAll("[0-9'|]", "");
    return switch (name) {
      case "p", "ph", "m", "b" -> List.of(SHUT);
      case "f" -> List.of(LIP_TEETH);
      case "t", "th", "n", "l" -> List.of(TONGUE_TIP);
      case "k", "kh", "X", "N" -> List.of(BACK);
      case "s", "ts", "tsh", "S;", "tS;", "tS;h" -> List.of(HISS);
      case "s.", "ts.", "ts.h", "z." -> List.of(HUSH);
      case "a", "A" -> List.of(AH);
      case "ai" -> List.of(AH, AH, EE);
      case "Au" -> List.of(AH, AH, OO);
      case "iA" -> List.of(EE, AH, AH);
      case "ua" -> List.of(OO, AH, AH);
      case "ei" -> List.of(EH, EE);
      case "iE", "yE" -> List.of(EE, EH);
      case "iou" -> List.of(EE, OH, OO);
      case "ou" -> List.of(OH, OO);
      case "uo" -> List.of(OO, OH);
      case "uei" -> List.of(OO, EH, EE);
      case "u@" -> List.of(OO, EH);
      case "o", "o-", "ong" -> List.of(name.equals("o-") ? EH : OH);
      case "@" -> List.of(EH);
      case "i", "i.", "i[", "j" -> List.of(EE);
      case "u", "w" -> List.of(OO);
      case "y", "yu" -> List.of(UE);
      default -> name.startsWith("_") ? List.of(REST) : List.of(EH);
    };
  }
}
