package dev.afterglow.house.look;

import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.house.Dress;
import dev.afterglow.house.Person;
import dev.afterglow.house.Presenter;
import dev.afterglow.house.body.Stance;
import dev.afterglow.house.mesh.Rotation;
import dev.afterglow.house.mesh.Vec3;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.File;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.imageio.ImageIO;

/**
 * Writes pictures of a presenter to look at: {@code Look FOLDER [sheet]}, with the properties
 * {@code person} (a name) and {@code look} (its number).
 */
public final class Look {
  private static final Vec3 FACE = new Vec3(0, 1.465, 0.03);

  private Look() {}

  private static Dress dress(Presenter presenter) {
    return presenter.dresses().get(Integer.getInteger("look", 0));
  }

  public static void main(String[] args) throws Exception {
    System.setProperty("java.awt.headless", "true");
    File folder = new File(args[0]);
    Presenter presenter =
        Presenter.sculpt(Person.named(System.getProperty("person", "lin")).orElseThrow());
    presenter
        .surfaces(dress(presenter))
        .forEach(
            s ->
                System.out.println(
                    s.name()
                        + " "
                        + s.piece().points.size()
                        + " v "
                        + s.piece().triangles.size()
                        + " t"));
    String what = args.length > 1 ? args[1] : "main";
    if (what.equals("sheet")) {
      sheet(presenter, new File(folder, "sheet.png"));
      return;
    }
    if (what.equals("body")) {
      CheckRenderer tall = new CheckRenderer(presenter, dress(presenter), 720, 960);
      save(
          tall.render(
              mixes().get("smile"),
              Stance.turns(),
              new Vec3(0, 1.28, 1.9),
              new Vec3(0, 1.24, 0),
              26),
          folder,
          "tall0");
      save(
          tall.render(
              Map.of(),
              dev.afterglow.house.tape.GestureLook.turns("OPEN"),
              new Vec3(0.8, 1.28, 1.8),
              new Vec3(0, 1.2, 0),
              30),
          folder,
          "tall1");
      save(
          tall.render(
              Map.of(), Stance.turns(), new Vec3(0.9, 1.0, 1.0), new Vec3(0.22, 0.85, 0.05), 16),
          folder,
          "tall2");
      save(
          tall.render(
              Map.of(),
              dev.afterglow.house.tape.GestureLook.turns("SHOW"),
              new Vec3(-0.3, 1.35, 1.8),
              new Vec3(-0.3, 1.3, 0),
              14),
          folder,
          "tall3");
      return;
    }
    if (what.equals("mouth")) {
      CheckRenderer close = new CheckRenderer(presenter, dress(presenter), 500, 400);
      Vec3 lips = new Vec3(0, 1.41, 0.1);
      int n = 0;
      for (String mood : new String[] {"ee", "aa", "angry", "oo"}) {
        for (double x : new double[] {0, 0.4}) {
          save(
              close.render(
                  mixes().get(mood), Stance.turns(), lips.plus(new Vec3(x, 0.02, 1.2)), lips, 6),
              folder,
              "close" + n++);
        }
      }
      return;
    }
    CheckRenderer body = new CheckRenderer(presenter, dress(presenter), 540, 960);
    save(
        body.render(Map.of(), Stance.turns(), new Vec3(0, 1.25, 2.6), new Vec3(0, 1.2, 0), 26),
        folder,
        "body");
    CheckRenderer face = new CheckRenderer(presenter, dress(presenter), 640, 720);
    save(face(face, Map.of(), 0, 1.30, 20), folder, "front");
    save(face(face, Map.of(), 35, 1.30, 20), folder, "quarter");
    save(face(face, Map.of(), 88, 1.30, 20), folder, "side");
    moods(presenter, folder);
    gestures(presenter, folder);
  }

  static Map<String, Map<ArkitShape, Double>> mixes() {
    Map<String, Map<ArkitShape, Double>> m = new LinkedHashMap<>();
    m.put("rest", of());
    m.put(
        "smile",
        of(
            "mouthSmileLeft",
            .8,
            "mouthSmileRight",
            .8,
            "cheekSquintLeft",
            .4,
            "cheekSquintRight",
            .4,
            "mouthUpperUpLeft",
            .2,
            "mouthUpperUpRight",
            .2,
            "jawOpen",
            .1));
    m.put(
        "aa",
        of(
            "jawOpen",
            .7,
            "mouthLowerDownLeft",
            .3,
            "mouthLowerDownRight",
            .3,
            "mouthUpperUpLeft",
            .25,
            "mouthUpperUpRight",
            .25));
    m.put(
        "ee",
        of(
            "jawOpen",
            .2,
            "mouthStretchLeft",
            .5,
            "mouthStretchRight",
            .5,
            "mouthSmileLeft",
            .4,
            "mouthSmileRight",
            .4,
            "mouthLowerDownLeft",
            .4,
            "mouthLowerDownRight",
            .4,
            "mouthUpperUpLeft",
            .4,
            "mouthUpperUpRight",
            .4));
    m.put("oo", of("jawOpen", .25, "mouthPucker", .6, "mouthFunnel", .5));
    m.put("blink", of("eyeBlinkLeft", 1., "eyeBlinkRight", 1.));
    m.put("half", of("eyeBlinkLeft", .5, "eyeBlinkRight", .5));
    m.put(
        "surprised",
        of(
            "eyeWideLeft",
            .9,
            "eyeWideRight",
            .9,
            "browInnerUp",
            .9,
            "browOuterUpLeft",
            .8,
            "browOuterUpRight",
            .8,
            "jawOpen",
            .45));
    m.put("tongue", of("tongueOut", 1., "jawOpen", .5));
    m.put(
        "wink",
        of("eyeBlinkLeft", 1., "mouthSmileLeft", .8, "mouthSmileRight", .5, "cheekSquintLeft", .6));
    m.put(
        "angry",
        of(
            "browDownLeft",
            1.,
            "browDownRight",
            1.,
            "mouthFrownLeft",
            .6,
            "mouthFrownRight",
            .6,
            "eyeSquintLeft",
            .5,
            "eyeSquintRight",
            .5));
    m.put("lookLeft", of("eyeLookOutLeft", .8, "eyeLookInRight", .8));
    return m;
  }

  private static Map<ArkitShape, Double> of(Object... pairs) {
    Map<ArkitShape, Double> out = new EnumMap<>(ArkitShape.class);
    for (int i = 0; i < pairs.length; i += 2) {
      for (ArkitShape s : ArkitShape.values()) {
        if (s.arkitName().equals(pairs[i])) {
          out.put(s, (Double) pairs[i + 1]);
        }
      }
    }
    return out;
  }

  private static BufferedImage face(
      CheckRenderer r, Map<ArkitShape, Double> shapes, double yaw, double far, double fov) {
    double a = Math.toRadians(yaw);
    Vec3 from = FACE.plus(new Vec3(far * Math.sin(a), 0.04, far * Math.cos(a)));
    return r.render(shapes, Stance.turns(), from, FACE, fov);
  }

  private static void moods(Presenter presenter, File folder) throws Exception {
    CheckRenderer r = new CheckRenderer(presenter, dress(presenter), 360, 400);
    BufferedImage all = new BufferedImage(360 * 4, 400 * 3, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = all.createGraphics();
    int i = 0;
    for (Map.Entry<String, Map<ArkitShape, Double>> e : mixes().entrySet()) {
      BufferedImage one = face(r, e.getValue(), i % 2 == 1 ? 12 : 0, 1.2, 14);
      g.drawImage(one, 360 * (i % 4), 400 * (i / 4), null);
      g.setColor(Color.BLACK);
      g.drawString(e.getKey(), 360 * (i % 4) + 8, 400 * (i / 4) + 16);
      i++;
    }
    save(all, folder, "moods");
  }

  private static void gestures(Presenter presenter, File folder) throws Exception {
    CheckRenderer r = new CheckRenderer(presenter, dress(presenter), 360, 480);
    BufferedImage all = new BufferedImage(360 * 4, 480 * 2, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = all.createGraphics();
    int i = 0;
    for (String name : new String[] {"REST", "WAVE", "OFFER", "OPEN", "SHOW", "POINT", "T"}) {
      Map<HumanoidBone, Rotation> turns =
          name.equals("T") ? Map.of() : dev.afterglow.house.tape.GestureLook.turns(name);
      BufferedImage one =
          r.render(Map.of(), turns, new Vec3(0.25, 1.25, 2.6), new Vec3(0, 1.15, 0), 25);
      g.drawImage(one, 360 * (i % 4), 480 * (i / 4), null);
      i++;
    }
    save(all, folder, "gestures");
  }

  static void sheet(Presenter presenter, File file) throws Exception {
    int w = 160;
    int h = 176;
    CheckRenderer r = new CheckRenderer(presenter, dress(presenter), w, h);
    BufferedImage all = new BufferedImage(w * 9, (h + 14) * 6, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = all.createGraphics();
    g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 11));
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, all.getWidth(), all.getHeight());
    for (ArkitShape shape : ArkitShape.values()) {
      int i = shape.ordinal();
      Map<ArkitShape, Double> one = new EnumMap<>(ArkitShape.class);
      one.put(shape, 1.0);
      if (shape == ArkitShape.MOUTH_CLOSE) {
        one.put(ArkitShape.JAW_OPEN, 1.0);
      }
      int x = w * (i % 9);
      int y = (h + 14) * (i / 9);
      g.drawImage(face(r, one, 0, 1.2, 12.5), x, y, null);
      g.setColor(Color.BLACK);
      g.drawString(shape.arkitName(), x + 4, y + h + 11);
    }
    ImageIO.write(all, "png", file);
  }

  private static void save(BufferedImage image, File folder, String name) throws Exception {
    ImageIO.write(image, "png", new File(folder, name + ".png"));
  }
}
