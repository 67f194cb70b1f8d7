// Dots as the shader fetches them itself: drawing each as an instance costs more than the dot.

@group(1) @binding(0) var<storage, read> words: array<u32>;

@vertex
fn vs_dot_stored(@builtin(vertex_index) vertex: u32) -> DotOut {
    let word = vertex / 4u * 5u;
    let at = bitcast<vec2<f32>>(vec2<u32>(words[word], words[word + 1u]));
    let time = vec2<u32>(words[word + 2u], words[word + 3u]);
    return dot_corner(vertex % 4u, at, time, words[word + 4u]);
}
