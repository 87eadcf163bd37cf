precision highp float;
precision highp sampler2D;
layout(location = 0) in vec3 position;
layout(location = 1) in vec3 normal;
layout(location = 2) in vec2 uv;
#ifdef SKIN
layout(location = 3) in uvec4 joints;
layout(location = 4) in vec4 weights;
#ifdef SKIN_8
layout(location = 7) in uvec4 moreJoints;
layout(location = 8) in vec4 moreWeights;
#endif
uniform sampler2D palette;
#endif
uniform mat4 model;
uniform mat4 viewProjection;
#ifdef UV_MOVES
uniform vec4 uvMove; // scale, offset
uniform vec2 uvTurn; // cosine, sine, about the middle
#endif
#ifdef OUTLINE
uniform vec3 outline; // metres, share of the picture's height, how much light takes part
uniform float focus;
#ifdef OUTLINE_PICTURE
uniform sampler2D outlinePicture;
#endif
#endif
#ifdef VERTEX_LIGHT
// A dense mesh has a vertex every few pixels: lighting it there looks the same and spares a software
// rasteriser most of its work.
uniform vec4 baseColor;
uniform vec2 surface;
uniform vec3 eye;
uniform vec3 emissive;
#ifdef TINTED
layout(location = 5) in vec3 tint;
#endif
out vec4 vLight; // with a picture: what multiplies it, and a highlight; without: the finished colour
#else
out vec3 vNormal;
#endif
#ifndef VERTEX_LIGHT
out vec3 vPlace;
#endif
#ifdef VERTEX_COLOR
layout(location = 6) in vec4 vertexColor;
out vec4 vColor;
#endif
#ifdef UV
out vec2 vUv;
#endif
#ifdef MORE_UV
layout(location = 9) in vec4 moreUv;
out vec4 vMoreUv;
#endif
#ifdef UV_MOVES
vec2 moved(vec2 at) {
  vec2 spun = at * uvMove.xy - 0.5;
  return vec2(uvTurn.x * spun.x + uvTurn.y * spun.y, uvTurn.x * spun.y - uvTurn.y * spun.x) + 0.5
      + uvMove.zw;
}
#else
#define moved(at) at
#endif
void main() {
#ifdef VERTEX_COLOR
  vColor = vertexColor;
#endif
#ifdef SKIN
  vec4 r0 = vec4(0.0);
  vec4 r1 = vec4(0.0);
  vec4 r2 = vec4(0.0);
  for (int k = 0; k < 4; k++) {
    int row = int(joints[k]);
    float w = weights[k];
    r0 += w * texelFetch(palette, ivec2(0, row), 0);
    r1 += w * texelFetch(palette, ivec2(1, row), 0);
    r2 += w * texelFetch(palette, ivec2(2, row), 0);
  }
#ifdef SKIN_8
  for (int k = 0; k < 4; k++) {
    int row = int(moreJoints[k]);
    float w = moreWeights[k];
    r0 += w * texelFetch(palette, ivec2(0, row), 0);
    r1 += w * texelFetch(palette, ivec2(1, row), 0);
    r2 += w * texelFetch(palette, ivec2(2, row), 0);
  }
#endif
  vec4 p = vec4(position, 1.0);
  vec3 place = vec3(dot(r0, p), dot(r1, p), dot(r2, p));
  vec3 n = vec3(dot(r0.xyz, normal), dot(r1.xyz, normal), dot(r2.xyz, normal));
#else
  vec3 place = (model * vec4(position, 1.0)).xyz;
  vec3 n = mat3(model) * normal;
#endif
#ifdef VERTEX_LIGHT
  n = normalize(n);
  vec3 v = normalize(eye - place);
#ifdef DOUBLE_SIDED
  n = dot(n, v) < 0.0 ? -n : n;
#endif
  vec3 diffuse;
  vec3 shine;
  studio(n, v, baseColor.rgb, surface.x, surface.y, diffuse, shine);
#if defined(BASE_PICTURE) || defined(TINTED)
  vec4 light = paint(baseColor.rgb, diffuse, shine, emissive);
#ifdef TINTED
  vLight = vec4(tint * light.rgb + light.a, 0.0);
#else
  vLight = light;
#endif
#else
  vLight = vec4(develop(baseColor.rgb * diffuse + shine + emissive), 0.0);
#endif
#else
  vNormal = n;
#endif
#ifndef VERTEX_LIGHT
  vPlace = place;
#endif
#ifdef UV
  vUv = moved(uv);
#endif
#ifdef MORE_UV
  vMoreUv = vec4(moved(moreUv.xy), moved(moreUv.zw));
#endif
  gl_Position = viewProjection * vec4(place, 1.0);
#ifdef OUTLINE
  // The share of the picture's height is worth more metres the further away it is.
  float wide = outline.x + outline.y * 2.0 * gl_Position.w / focus;
#ifdef OUTLINE_PICTURE
  wide *= textureLod(outlinePicture, OUTLINE_UV, 0.0).g;
#endif
  gl_Position = viewProjection * vec4(place + normalize(n) * wide, 1.0);
#endif
}
