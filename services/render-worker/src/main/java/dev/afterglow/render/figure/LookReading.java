package dev.afterglow.render.figure;

import de.javagl.jgltf.model.GltfModel;
import de.javagl.jgltf.model.NodeModel;
import de.javagl.jgltf.model.SceneModel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The looks of {@code AFTERGLOW_looks} 1.0: each is one of the file's scenes under a name. What
 * several looks show stands in the scenes of each and is one node, one mesh, one set of vertices.
 */
final class LookReading {
  private final List<String> names = new ArrayList<>();
  private final List<SceneModel> scenes = new ArrayList<>();

  LookReading(GltfModel model) {
    Map<?, ?> extension =
        JsonTree.object(JsonTree.object(model.getExtensions()), "AFTERGLOW_looks");
    for (Object entry : JsonTree.list(extension, "looks")) {
      Map<?, ?> look = JsonTree.object(entry);
      names.add(JsonTree.text(look, "name"));
      scenes.add(model.getSceneModels().get(JsonTree.index(look, "scene")));
    }
    if (scenes.isEmpty()) {
      model.getSceneModels().stream().limit(1).forEach(scenes::add);
    }
  }

  /** What is read of the file; the first look's scene is the first. */
  List<SceneModel> scenes() {
    return scenes;
  }

  /** The looks; empty where the file names none. */
  List<Look> looks(Map<NodeModel, List<Integer>> meshesByNode) throws FigureException {
    List<Look> out = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      Set<Integer> meshes = new HashSet<>();
      reached(scenes.get(i)).forEach(it -> meshes.addAll(meshesByNode.getOrDefault(it, List.of())));
      if (meshes.isEmpty()) {
        throw new FigureException("a look shows no mesh");
      }
      out.add(new Look(names.get(i), meshes));
    }
    return out;
  }

  private static Set<NodeModel> reached(SceneModel scene) {
    Set<NodeModel> out = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<NodeModel> open = new ArrayDeque<>(scene.getNodeModels());
    while (!open.isEmpty()) {
      NodeModel node = open.remove();
      if (out.add(node)) {
        open.addAll(node.getChildren());
      }
    }
    return out;
  }
}
