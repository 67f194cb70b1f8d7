// Arrows as the shader fetches them itself: drawing each as an instance costs more than the arrow.

@group(1) @binding(0) var<storage, read> words: array<u32>;

struct Stored {
    from_unit: vec2<f32>,
    to_unit: vec2<f32>,
    time: vec2<u32>,
    kind: u32,
};

fn stored(index: u32) -> Stored {
    let word = index * 7u;
    return Stored(
        bitcast<vec2<f32>>(vec2<u32>(words[word], words[word + 1u])),
        bitcast<vec2<f32>>(vec2<u32>(words[word + 2u], words[word + 3u])),
        vec2<u32>(words[word + 4u], words[word + 5u]),
        words[word + 6u],
    );
}

@vertex
fn vs_bent_stored(@builtin(vertex_index) vertex: u32) -> ArrowOut {
    let arrow = stored(vertex / BENT_CORNERS);
    let corner = vertex % BENT_CORNERS;
    return bent_corner(corner, arrow.from_unit, arrow.to_unit, arrow.time, arrow.kind);
}

@vertex
fn vs_dart_stored(@builtin(vertex_index) vertex: u32) -> ArrowOut {
    let arrow = stored(vertex / 5u);
    return dart_corner(vertex % 5u, arrow.from_unit, arrow.to_unit, arrow.time, arrow.kind);
}

const BENT_CORNERS: u32 = 4u + 2u * (STEPS + 1u);
