package dev.afterglow.avatar;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The looks of {@code AFTERGLOW_looks}: each is one of the file's scenes under a name. A viewer
 * that does not know the extension shows the file's own scene, which is the first look's.
 */
final class Looks {
  private static final String NAME = "AFTERGLOW_looks";
  private static final Pattern WORD = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

  private final List<Json> nodes;
  private final List<Json> skins;
  private final List<Json> scenes;

  private Looks(Json document) throws Refusal {
    nodes = document.get("nodes").items();
    skins = document.get("skins").items();
    scenes = document.get("scenes").items();
  }

  /** Needs nodes, skins and scenes that passed their own rules. */
  static void check(Json document) throws Refusal {
    Json extension = document.get("extensions").get(NAME);
    if (!extension.present()) {
      return;
    }
    if (!extension.get("specVersion").text("").equals("1.0")) {
      throw refusal(extension.get("specVersion"), "is not 1.0");
    }
    List<Json> looks = extension.items("looks", AvatarLimits.MAX_LOOKS);
    if (looks.isEmpty()) {
      throw refusal(extension.get("looks"), "is empty");
    }
    Looks here = new Looks(document);
    Set<String> names = new HashSet<>();
    Set<Integer> taken = new HashSet<>();
    for (Json look : looks) {
      if (!WORD.matcher(look.get("name").text("")).matches()
          || !names.add(look.get("name").text())) {
        throw refusal(look.get("name"), "is no name of its own of small letters, digits and -");
      }
      int scene = look.get("scene").reference(here.scenes.size());
      if (!taken.add(scene)) {
        throw refusal(look.get("scene"), "is another look's scene");
      }
      here.requireWhole(here.scenes.get(scene));
    }
    int own = Math.max(0, document.get("scene").optionalReference(here.scenes.size()));
    if (looks.getFirst().get("scene").reference(here.scenes.size()) != own) {
      throw refusal(looks.getFirst().get("scene"), "is not the file's own scene");
    }
  }

  /** Something must be drawn, and every joint that it follows must stand in the same scene. */
  private void requireWhole(Json scene) throws Refusal {
    Set<Integer> reached = reached(scene);
    boolean drawn = false;
    for (int node : reached) {
      drawn |= nodes.get(node).get("mesh").present();
      int skin = nodes.get(node).get("skin").optionalReference(skins.size());
      if (skin < 0) {
        continue;
      }
      for (Json joint : skins.get(skin).get("joints").items()) {
        if (!reached.contains(joint.reference(nodes.size()))) {
          throw refusal(scene, "shows a skin whose joints it does not hold");
        }
      }
    }
    if (!drawn) {
      throw refusal(scene, "shows no mesh");
    }
  }

  private Set<Integer> reached(Json scene) throws Refusal {
    Set<Integer> out = new HashSet<>();
    Deque<Integer> open = new ArrayDeque<>();
    for (Json root : scene.get("nodes").items()) {
      open.add(root.reference(nodes.size()));
    }
    while (!open.isEmpty()) {
      int node = open.remove();
      if (out.add(node)) {
        for (Json child : nodes.get(node).get("children").items()) {
          open.add(child.reference(nodes.size()));
        }
      }
    }
    return out;
  }

  private static Refusal refusal(Json place, String what) {
    return new Refusal(AvatarRule.LOOKS, place.path() + " " + what);
  }
}
